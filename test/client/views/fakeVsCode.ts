/** As much of the editor's API as presentation needs: texts with their values filled in, and a plain tooltip. */
export const fakeVsCode = {
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  EventEmitter: class {
    readonly listeners: (() => void)[] = [];
    event = (listener: () => void) => this.listeners.push(listener);
    fire(): void {
      for (const listener of this.listeners) listener();
    }
  },
  MarkdownString: class {
    value = '';
    appendText(text: string): this {
      this.value += text;
      return this;
    }
    appendMarkdown(text: string): this {
      this.value += text;
      return this;
    }
  },
};
