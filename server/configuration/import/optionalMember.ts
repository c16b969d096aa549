/** An object with a member, where there is a value. */
export function optional(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}
