/** Controls that let text be read in another order than it is written. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;
/** All but line breaks and tabs. */
const controls = /[^\P{Cc}\n\t]/gu;
const mark = '\ufffd';

/** A text in which each sign that would turn the direction of reading is made visible. */
export function directionShown(text: string): string {
  return text.replaceAll(directionControls, mark);
}

/** A text of a request, a repository or an agent in which each sign that would disguise it is made visible. */
export function undisguised(text: string): string {
  return directionShown(text.replaceAll(controls, mark));
}
