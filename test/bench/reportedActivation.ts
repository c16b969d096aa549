import { EditorSession } from '../ui/editorSession.ts';

/**
 * Milliseconds that VS Code itself reports for loading and activating the packaged extension in a window on the example
 * repository ("Developer: Show Running Extensions").
 */
export async function reportedActivation(): Promise<number> {
  const session = await EditorSession.start({ content: 'example' });
  const { workbench } = session;
  try {
    await workbench.showSwarm();
    await workbench.row('Branches', 'ai-workflow').first().waitFor();
    await workbench.run('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .extension', { hasText: 'swarm' }).first();
    const text = await row.locator('.activation-time').textContent();
    const milliseconds = /(\d+)\s*ms/.exec(text ?? '')?.[1];
    if (milliseconds === undefined) throw new Error(`VS Code reports no activation: ${text}`);
    return Number(milliseconds);
  } finally {
    await session.close();
  }
}
