import * as z from 'zod';

/** How long agents hold what they have taken. */
export const leasesSchema = z.strictObject({
  seconds: z.number().min(5).max(604_800).default(900).meta({
    description: 'Silence of its holder after which a lease ends, where the holder asked for nothing else.',
  }),
  graceSeconds: z.number().min(1).max(86_400).default(120).meta({
    description: 'Time that every holder has after a restart of the service to give a sign of life.',
  }),
});
