import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import type { PreviewData } from './webview/messages.ts';

/** The folders of the extension a preview may load from. */
export function previewRoots(extension: Uri): Uri[] {
  return [Uri.joinPath(extension, 'dist', 'client'), Uri.joinPath(extension, 'media')];
}

/** The page of a preview: its own script and style, and inside its frame nothing but the two addresses it is about. */
export function previewPage(webview: Webview, extension: Uri, data: PreviewData): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'client', 'slotPreview.js'));
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'slotPreview.css'));
  const frames = data.sides.map(({ reached }) => `${new URL(reached).href.replace(/\/?$/, '/')}`).join(' ');
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `frame-src ${frames || "'none'"}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
</head>
<body data-state="${Buffer.from(JSON.stringify(data)).toString('base64')}">
<main></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
