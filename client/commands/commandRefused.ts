/** A command that cannot be done, with a sentence for the user. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}
