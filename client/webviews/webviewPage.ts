import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** A page of the extension's own. */
export interface WebviewPage {
  /** Name of its script in `dist/client` and of its style in `media`. */
  readonly name: string;
  /** What it begins with: it names nothing of the repository otherwise. */
  readonly state: unknown;
  /** Addresses that may be shown in a frame of it; a page without a frame says none. */
  readonly frames?: readonly string[];
}

/** The folders of the extension a page may load from. */
export function webviewRoots(extension: Uri): Uri[] {
  return [Uri.joinPath(extension, 'dist', 'client'), Uri.joinPath(extension, 'media')];
}

/** The HTML of a page: nothing but its own script and style, and in frames its own addresses, may load. */
export function webviewPage(webview: Webview, extension: Uri, { name, state, frames }: WebviewPage): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'client', `${name}.js`));
  const styles = ['webview.css', `${name}.css`].map((file) =>
    webview.asWebviewUri(Uri.joinPath(extension, 'media', file)),
  );
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    ...(frames ? [`frame-src ${frames.join(' ') || "'none'"}`] : []),
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
</head>
<body data-state="${Buffer.from(JSON.stringify(state)).toString('base64')}">
<main></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
