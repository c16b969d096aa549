import * as z from 'zod';
import { programCommand } from './programCommand.ts';

const path = z
  .string()
  .max(2000)
  .regex(/^\/[^\s\p{Cc}]*$/u, 'start with a slash, without blanks');
const seconds = (minimum: number, maximum: number) => z.number().min(minimum).max(maximum);

const timing = {
  name: z
    .string()
    .max(60)
    .regex(/^[^\p{Cc}]+$/u, 'use a name on one line')
    .optional()
    .meta({ description: 'What messages call the check (default: what it asks).' }),
  periodSeconds: seconds(0.1, 600).optional().meta({
    description:
      'Time between an answer and the next question (default 3). Until the revision is healthy for the first time it is asked more often.',
  }),
  timeoutSeconds: seconds(0.1, 120).default(5).meta({ description: 'Time for an answer.' }),
  failureThreshold: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .meta({ description: 'Failures in a row from which on a healthy revision is unhealthy.' }),
  successThreshold: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .meta({ description: 'Successes in a row from which on it is healthy.' }),
  initialDelaySeconds: seconds(0, 600)
    .default(0)
    .meta({ description: 'Time after the start until it is asked for the first time.' }),
};
const scheme = {
  tls: z.boolean().default(false).meta({
    description: 'Ask over TLS. The certificate may be self-signed: it is the program of this machine.',
  }),
};

const http = z
  .strictObject({
    type: z.literal('http'),
    path: path.default('/health').meta({ description: 'Path to ask for.', examples: ['/health'] }),
    method: z.enum(['GET', 'HEAD']).default('GET').meta({ description: 'Method of the request.' }),
    ...scheme,
    headers: z
      .record(
        z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'use the name of a header'),
        z
          .string()
          .max(1000)
          .regex(/^[^\p{Cc}]*$/u, 'use a value on one line'),
      )
      .default({})
      .meta({ description: 'Headers to send.' }),
    status: z
      .array(z.int().min(100).max(599))
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'Status codes that are well (default: 200–299).', examples: [[200, 204]] }),
    contains: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: 'Text that the first 64 KB of the answer have to contain.' }),
    json: z
      .strictObject({
        path: z
          .string()
          .max(300)
          .regex(/^[^.\p{Cc}]+(\.[^.\p{Cc}]+)*$/u, 'use names and positions with dots between them')
          .meta({ description: 'Where the value is.', examples: ['status', 'checks.0.state'] }),
        equals: z
          .union([z.string().max(1000), z.number(), z.boolean(), z.null()])
          .meta({ description: 'What it has to be.', examples: ['ok'] }),
      })
      .optional()
      .meta({ description: 'Value that the answer has to have at a path, as JSON.' }),
    maximumMilliseconds: z
      .number()
      .min(1)
      .max(120_000)
      .optional()
      .meta({ description: 'Longest time to the answer that is well.' }),
    ...timing,
  })
  .refine(({ method, contains, json }) => method === 'GET' || (!contains && !json), {
    message: 'an answer to HEAD has no body to look at',
  })
  .meta({ description: 'Asks over HTTP. A redirect to another host is not followed.' });

const tcp = z
  .strictObject({ type: z.literal('tcp'), ...timing })
  .meta({ description: 'Connects to the port.' });

const webSocket = z
  .strictObject({
    type: z.literal('websocket'),
    path: path.default('/').meta({ description: 'Path to connect to.' }),
    ...scheme,
    send: z.string().max(4096).optional().meta({ description: 'Message to send once connected.' }),
    expect: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: 'Text that a message from the program has to contain.' }),
    ...timing,
  })
  .meta({ description: 'Opens a WebSocket, and waits for a message where one is expected.' });

const command = z
  .strictObject({
    type: z.literal('command'),
    command: programCommand.meta({
      description:
        'Program and arguments, run without a shell in the work tree of the revision; 0 is well. PORT says the port. Asked for once, with the command that it checks.',
      examples: [['node', 'check.js']],
    }),
    ...timing,
  })
  .meta({ description: 'Runs a command.' });

/** One question that a healthy revision answers well. */
export const healthCheckSchema = z.discriminatedUnion('type', [http, tcp, webSocket, command]);
export type HealthCheck = z.infer<typeof healthCheckSchema>;
export type CheckOf<Type extends HealthCheck['type']> = Extract<HealthCheck, { type: Type }>;
