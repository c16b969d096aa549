import type { Uri, Webview } from 'vscode';
import { webviewPage } from '../webviews/webviewPage.ts';
import type { PreviewData } from './webview/messages.ts';

/** The page of a preview: inside its frame nothing but the two addresses it is about. */
export function previewPage(webview: Webview, extension: Uri, data: PreviewData): string {
  const frames = data.sides.map(({ reached }) => new URL(reached).href.replace(/\/?$/, '/'));
  return webviewPage(webview, extension, { name: 'slotPreview', state: data, frames });
}
