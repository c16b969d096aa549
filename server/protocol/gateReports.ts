import * as z from 'zod';
import { relativePath } from './relativePath.ts';

const path = relativePath.meta({
  description:
    'File that the command writes, relative to the work tree. It has to be written anew: one that is checked in does not count. `*` and `**` stand for parts of names and for folders.',
  examples: ['reports/junit.xml', '**/target/surefire-reports/TEST-*.xml'],
});
const count = z.int().min(0).max(1_000_000);
const percent = z.number().min(0).max(100);

const junit = z
  .strictObject({
    type: z.literal('junit'),
    path,
    thresholds: z
      .strictObject({
        failed: count.default(0).meta({ description: 'Tests that may fail.' }),
        run: z
          .int()
          .min(1)
          .max(1_000_000)
          .default(1)
          .meta({ description: 'Tests that have to run; skipped ones do not.' }),
        skipped: count.optional().meta({ description: 'Tests that may be skipped (default: any number).' }),
        flaky: count.optional().meta({
          description:
            'Tests that may pass only when they are repeated, where the report tells them (default: any number).',
        }),
      })
      .prefault({})
      .meta({ description: 'How many tests may fail or be skipped, and have to run.' }),
  })
  .meta({ description: 'Tests, as JUnit XML.' });

const coverageThresholds = z
  .strictObject({
    lines: percent.default(80).meta({ description: 'Percent of the lines.' }),
    branches: percent.optional().meta({ description: 'Percent of the branches.' }),
    functions: percent.optional().meta({ description: 'Percent of the functions.' }),
  })
  .prefault({})
  .meta({
    description:
      'Least coverage in percent: of lines 80, of branches and functions 80 too where the report has any; where a figure is written here, a report without it fails.',
  });
const coverage = { path, thresholds: coverageThresholds };
const lcov = z
  .strictObject({ type: z.literal('lcov'), ...coverage })
  .meta({ description: 'Coverage, as LCOV.' });
const cobertura = z
  .strictObject({ type: z.literal('cobertura'), ...coverage })
  .meta({ description: 'Coverage, as Cobertura XML.' });

const sarif = z
  .strictObject({
    type: z.literal('sarif'),
    path,
    thresholds: z
      .strictObject({
        errors: count.default(0).meta({ description: 'Errors that may be there.' }),
        warnings: count.optional().meta({ description: 'Warnings that may be there (default: any).' }),
        notes: count.optional().meta({ description: 'Notes that may be there (default: any).' }),
      })
      .prefault({})
      .meta({ description: 'Results that may be there, by level: no errors, any warnings and notes.' }),
  })
  .meta({ description: 'Findings of a linter or scanner, as SARIF 2.1.0.' });

const number = z.number().min(-1e15).max(1e15);
const jsonValue = z
  .strictObject({
    value: z
      .string()
      .min(1)
      .max(300)
      .regex(
        /^(?:[^.[\]"\p{Cc}]+|\["[^"\p{Cc}]+"\]|\[\d{1,6}\])(?:\.[^.[\]"\p{Cc}]+|\["[^"\p{Cc}]+"\]|\[\d{1,6}\])*$/u,
        'use names with dots between them, positions and unusual names in brackets: a.b[0]["p(95)"]',
      )
      .meta({
        description: 'Where the value is.',
        examples: ['latency.p95', 'metrics.http_req_duration["p(95)"]', 'runs[0].score'],
      }),
    is: z.enum(['response-time', 'error-rate', 'throughput', 'coverage']).optional().meta({
      description:
        'What it is, which says unit and limit: at most 200 ms, at most 0.1 %, at least 500/s, at least 80 %.',
    }),
    name: z
      .string()
      .min(1)
      .max(60)
      .regex(/^[^\p{Cc}]+$/u, 'use a name on one line')
      .optional()
      .meta({ description: 'What messages call it (default: what it is, or where it is).' }),
    factor: number.default(1).meta({
      description:
        'What the value is multiplied by first: 1000 makes seconds milliseconds, 100 a share percent.',
    }),
    minimum: number.optional().meta({ description: 'Least value, after the factor.' }),
    maximum: number.optional().meta({ description: 'Largest value, after the factor.' }),
    equals: z
      .union([z.string().max(1000), number, z.boolean()])
      .optional()
      .meta({ description: 'The one value that passes.' }),
  })
  .refine((one) => [one.is, one.minimum, one.maximum, one.equals].some((said) => said !== undefined), {
    message: 'say what it is, or "minimum", "maximum" or "equals"',
  })
  .refine((one) => one.equals === undefined || (one.minimum ?? one.maximum) === undefined, {
    message: '"equals" stands alone',
  });
export type JsonThreshold = z.infer<typeof jsonValue>;

const json = z
  .strictObject({
    type: z.literal('json'),
    path,
    thresholds: z
      .array(jsonValue)
      .min(1)
      .max(50)
      .meta({ description: 'Values that have to be there, and their limits.' }),
  })
  .meta({ description: 'Values of a JSON file: of a load test, an audit, a benchmark.' });

const v2 = z
  .strictObject({
    type: z.literal('v2'),
    thresholds: z
      .strictObject({
        minor: count.default(0).meta({ description: 'Findings of severity minor that may be there.' }),
        major: count.default(0).meta({ description: 'Findings of severity major that may be there.' }),
        critical: count.default(0).meta({ description: 'Findings of severity critical that may be there.' }),
      })
      .prefault({})
      .meta({ description: 'Findings that may be there, by severity.' }),
  })
  .meta({
    description:
      'V2 compliance, as `swarm check --changed` tells it: findings on what the release changes against the live one. It needs no command.',
  });

/** What a gate reads, and what has to stand there. */
export const gateReportSchema = z.discriminatedUnion('type', [junit, lcov, cobertura, sarif, json, v2]);
export type GateReport = z.infer<typeof gateReportSchema>;
export type ReportOf<Type extends GateReport['type']> = Extract<GateReport, { type: Type }>;
