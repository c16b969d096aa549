import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogFrames } from '../../../../server/infrastructure/programs/containers/logFrames.ts';

function frame(text: string, stream: number): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head[0] = stream;
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}

describe('the output of a container', () => {
  it('comes whole out of its frames, however they are cut', () => {
    const texts = fc.array(fc.tuple(fc.string(), fc.constantFrom(1, 2)), { maxLength: 20 });
    void fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 30 }), (lines, step) => {
        const bytes = Buffer.concat(lines.map(([text, stream]) => frame(text, stream)));
        const frames = new LogFrames();
        let output = '';
        for (let at = 0; at < bytes.length; at += step)
          output += frames.read(bytes.subarray(at, at + step)).toString('latin1');
        expect(output).toBe(Buffer.from(lines.map(([text]) => text).join('')).toString('latin1'));
      }),
    );
  });

  it('that comes in no frames is refused', () => {
    expect(() => new LogFrames().read(Buffer.from('plain text of a terminal'))).toThrow('no frames');
  });
});
