import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The folders of the extension a panel may load from. */
export function panelRoots(extension: Uri): Uri[] {
  return [Uri.joinPath(extension, 'dist', 'client'), Uri.joinPath(extension, 'media')];
}

/**
 * The page of a panel: nothing but its own script and style may load, and it names nothing of the repository.
 * @param state what a panel that is new begins with
 */
export function panelPage(webview: Webview, extension: Uri, state: string): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'client', 'conflictMatrix.js'));
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'conflictMatrix.css'));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
</head>
<body data-state="${Buffer.from(state).toString('base64')}">
<main></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
