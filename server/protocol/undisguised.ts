/** Controls that disguise a text: everything but line breaks and tabs, and what turns the direction of reading. */
const disguises = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** A text of a request, a repository or an agent in which each sign that would disguise it is made visible. */
export function undisguised(text: string): string {
  return text.replace(disguises, '\ufffd');
}
