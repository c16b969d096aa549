const headerBytes = 8;
/** A frame that claims more is none: an engine copies 16 to 32 KB at a time. */
const mostBytes = 16 * 1024 * 1024;

/** Takes the output of a container from the frames that the engine puts it into. */
export class LogFrames {
  #bytes = Buffer.alloc(0);

  /**
   * The output that is complete now, of both streams as they came.
   * @throws {Error} where these are no frames
   */
  read(chunk: Buffer): Buffer {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const output: Buffer[] = [];
    while (this.#bytes.length >= headerBytes) {
      const size = this.#bytes.readUInt32BE(4);
      if ((this.#bytes[0] ?? 0) > 2 || size > mostBytes) throw new Error('the output comes in no frames');
      if (this.#bytes.length < headerBytes + size) break;
      output.push(this.#bytes.subarray(headerBytes, headerBytes + size));
      this.#bytes = this.#bytes.subarray(headerBytes + size);
    }
    return Buffer.concat(output);
  }
}
