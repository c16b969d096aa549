import * as z from 'zod';
import { roleEntry } from './roleEntry.ts';

const approvals = z.strictObject({
  required: z.int().min(1).max(20).default(1).meta({
    description: 'How many have to approve a deployment. Who asked for it never counts, and nobody twice.',
  }),
  approvers: z
    .array(roleEntry)
    .min(1)
    .max(100)
    .default(['everyone'])
    .meta({
      description:
        'Who may approve: "everyone" (default), "lead" or "members" of the team, "lead:<team>", "team:<team>", or names.',
      examples: [['lead', 'team:platform']],
    }),
  expiresMinutes: z.number().min(1).max(525_600).default(1440).meta({
    description: 'Time for which an approval holds; where the switch comes later it has to be given again.',
  }),
  rollback: z.boolean().default(false).meta({
    description:
      'Whether a rollback that a person asks for needs approval too. One that happens by itself never waits.',
  }),
  verified: z.boolean().default(false).meta({
    description:
      'Whether only approvals count that are given with a personal token (`swarm tokens create`): without one, who approves is who says so.',
  }),
});
export type ApprovalRules = z.infer<typeof approvals>;

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'use the name of a time zone, such as Europe/Berlin or UTC');

const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof weekday>;

const maintenanceWindow = z
  .strictObject({
    days: z.array(weekday).min(1).max(7).default(weekday.options).meta({
      description: 'Days on which it opens (default: all).',
    }),
    from: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use a time such as 22:00')
      .meta({
        description: 'When it opens, by the clock of the time zone.',
      }),
    to: z
      .string()
      .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'use a time such as 04:00, or 24:00')
      .meta({
        description: 'When it closes; before `from` it is the time of the day after.',
      }),
    timeZone: timeZone.meta({ description: 'A name such as Europe/Berlin; summer time is kept.' }),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'a window needs a length; use 00:00 to 24:00 for a whole day',
  });
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

const dateTime = z.iso.datetime({ offset: true });
const date = z.iso.date();
const moment = z
  .string()
  .max(40)
  .refine(
    (text) => date.safeParse(text).success || dateTime.safeParse(text).success,
    'use a day (2026-12-24) or a date and time with offset (2026-12-24T18:00:00+01:00)',
  );
/** Whether a moment of a freeze is a whole day of its time zone. */
export const isDay = (text: string): boolean => text.length === 10;

const freeze = z
  .strictObject({
    from: moment.meta({ description: 'Its first day, or the moment at which it begins.' }),
    until: moment.meta({ description: 'Its last day, or the moment at which it ends.' }),
    reason: z.string().trim().min(1).max(500).meta({ description: 'Told to everybody who has to wait.' }),
    timeZone: timeZone.optional().meta({ description: 'Whose days they are: needed where a day is named.' }),
  })
  .superRefine((value, context) => {
    const { from, until } = value;
    if (value.timeZone === undefined && (isDay(from) || isDay(until)))
      context.addIssue({
        code: 'custom',
        path: ['timeZone'],
        message: 'a day needs the time zone whose day it is, such as Europe/Berlin',
      });
    if (endsBefore(from, until))
      context.addIssue({ code: 'custom', path: ['until'], message: 'it ends before it begins' });
  });
export type Freeze = z.infer<typeof freeze>;

/** Who has to agree to a deployment, and when requests may be switched: fields of an environment of swarm.json. */
export const approvalFields = {
  approvals: approvals.optional().meta({
    description: 'Approvals that a deployment needs before requests go to it (default: none).',
  }),
  windows: z
    .array(maintenanceWindow)
    .max(20)
    .default([])
    .meta({
      description:
        'When requests may be switched to a new release: outside of every window a deployment waits (default: always).',
      examples: [[{ days: ['mon', 'tue'], from: '22:00', to: '04:00', timeZone: 'Europe/Berlin' }]],
    }),
  freezes: z
    .array(freeze)
    .max(50)
    .default([])
    .meta({
      description: 'Times in which nothing new goes live. The way back to a release before stays open.',
      examples: [
        [{ from: '2026-12-23', until: '2027-01-03', reason: 'holidays', timeZone: 'Europe/Berlin' }],
      ],
    }),
  bypass: z
    .array(roleEntry)
    .max(100)
    .default([])
    .meta({
      description:
        'Who may pass over gates, windows and freezes, with a reason that is recorded, and end the reservation of others (default: nobody).',
      examples: [['lead:platform']],
    }),
};

/** Whether the platform knows a time zone. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Days that are unequal, or moments; a day beside a moment may be either way by its time zone. */
function endsBefore(from: string, until: string): boolean {
  if (isDay(from) && isDay(until)) return until < from;
  return !isDay(from) && !isDay(until) && Date.parse(until) <= Date.parse(from);
}
