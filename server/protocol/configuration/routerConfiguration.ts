import * as z from 'zod';

/** What leads requests to the live slots. */
export const routerSchema = z.enum(['embedded', 'haproxy']).default('embedded').meta({
  description:
    'What leads requests to the live slots: "embedded" is part of Swarm; "haproxy" is the HAProxy of this machine, 2.6 or newer (Debian: apt-get install haproxy), for more requests per second. Where the value is changed while requests come, connections are refused for a moment until the other one has opened the ports.',
});
export type RouterName = z.infer<typeof routerSchema>;
