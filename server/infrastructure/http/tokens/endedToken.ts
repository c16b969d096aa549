import { Refusal } from '../../refusal.ts';

/** Somebody calls with a personal token that is over. */
export class EndedToken extends Refusal {
  readonly person: string;
  constructor(person: string, end: 'expired' | 'revoked') {
    super('unauthorized', `This personal token of ${person} is ${end}; ask for a new one.`);
    this.person = person;
  }
}
