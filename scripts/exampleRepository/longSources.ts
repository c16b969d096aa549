/** Kinds of messages of the presence service; each becomes a handler, which makes the file as long as real ones are. */
const presenceMessages = [
  ['join', 'A user opened the document.'],
  ['leave', 'A user closed the document.'],
  ['typing_started', 'A user began to type.'],
  ['typing_stopped', 'A user paused.'],
  ['selection_changed', 'A user selected something else.'],
  ['cursor_moved', 'A cursor is somewhere else.'],
  ['idle', 'A user did nothing for a while.'],
  ['awake', 'A user came back.'],
  ['follow', 'A user follows another.'],
  ['unfollow', 'A user goes alone again.'],
  ['raise_hand', 'A user wants to speak.'],
  ['lower_hand', 'A user spoke.'],
  ['screen_shared', 'A user shows the screen.'],
  ['screen_hidden', 'A user shows the screen no more.'],
  ['muted', 'A user was muted.'],
  ['unmuted', 'A user may speak.'],
  ['locked', 'A passage was locked.'],
  ['unlocked', 'A passage was unlocked.'],
  ['comment_opened', 'A thread was opened.'],
  ['comment_resolved', 'A thread was resolved.'],
  ['renamed', 'The document has another title.'],
  ['version_seen', 'A user read a version.'],
] as const;

const presenceHead = `"""Who is in a document, and what they do there."""

import asyncio
import json
import logging
import time

HEARTBEAT_SECONDS = 30
MAX_MISSED_HEARTBEATS = 3

log = logging.getLogger(__name__)


class PresenceError(Exception):
    """A message that makes no sense in the present state."""


class PresenceService:
    """Keeps the presence of every user of a document and tells the others."""

    def __init__(self, broadcast):
        self.broadcast = broadcast
        self.users = {}
        self.history = []
        self.last_seen = {}

    async def handle(self, raw):
        message = json.loads(raw)
        handler = getattr(self, f"on_{message['type']}", None)
        if handler is None:
            raise PresenceError(f"unknown message {message['type']}")
        self.last_seen[message["user"]] = time.monotonic()
        await handler(message)
`;

/** A Python file of more than 300 lines with a class of more than 200, as agents leave them. */
export function presenceSource(): string {
  const handlers = presenceMessages.map(
    ([name, text]) => `
    async def on_${name}(self, message):
        """${text}"""
        user = message["user"]
        state = self.users.setdefault(user, {"since": time.time()})
        state["last"] = "${name}"
        state["payload"] = message.get("payload")
        self.history.append(("${name}", user, time.time()))
        if len(self.history) > 10_000:
            del self.history[:1_000]
        log.debug("%s: ${name}", user)
        await self.broadcast({"type": "${name}", "user": user})
`,
  );
  return `${presenceHead}${handlers.join('')}
    async def expire(self):
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            limit = time.monotonic() - HEARTBEAT_SECONDS * MAX_MISSED_HEARTBEATS
            for user, seen in list(self.last_seen.items()):
                if seen < limit:
                    del self.last_seen[user]
                    self.users.pop(user, None)
`;
}

const plannerSteps = ['collect', 'rank', 'split', 'assign', 'verify', 'report', 'archive'] as const;

const plannerHead = `"""Plans what the agents do next."""

import pandas as pd
import torch
from sklearn.cluster import KMeans

THRESHOLD = 0.5
MAX_PARALLEL = 4


def cluster(vectors, count):
    return KMeans(n_clusters=count).fit_predict(torch.stack(vectors).numpy())


def plan_workflow(tasks):
    frame = pd.DataFrame(tasks)
    plan, notes = [], []
`;

/** A Python file with heavy imports and one function of more than 30 lines. */
export function plannerSource(): string {
  const steps = plannerSteps.map(
    (step) => `
    # ${step}
    frame["${step}_score"] = frame["priority"].rank(pct=True)
    chosen = frame[frame["${step}_score"] > THRESHOLD]
    if chosen.empty:
        notes.append("nothing to ${step}")
    else:
        plan.extend({"step": "${step}", "task": task} for task in chosen["task"])
`,
  );
  const tail = `
    return {"plan": plan, "notes": notes, "parallel": MAX_PARALLEL}
`;
  return `${plannerHead}${steps.join('')}${tail}`;
}
