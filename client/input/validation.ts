import type * as z from 'zod';

/** A sentence about what is wrong with a value by the schema the API uses; undefined where nothing is. */
export function complaint(schema: z.ZodType, value: unknown): string | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return undefined;
  const text = parsed.error.issues[0]?.message ?? 'invalid';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The whole number a text stands for; NaN where it is none. */
export function wholeNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}
