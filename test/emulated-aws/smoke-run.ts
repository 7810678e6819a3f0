/** `npm run smoke` against a deployed stage, run as the operator does. */
import { join } from 'node:path'
import { runInShell } from '../full/terminal.ts'
import type { DemoService } from './demo-service.ts'

const root = join(import.meta.dirname, '../..')

/** Returns the printed lines. This process must not block: it also proxies the requests. */
export async function runSmoke({ signIn, origin }: DemoService, siteId: string): Promise<readonly string[]> {
  const token = (subject: string, profile: string) => signIn.token({ siteId, subject, profile })
  const env = {
    SEALFORM_BACKEND_TOKEN: await token('', 'chat-backend'),
    SEALFORM_AGENT_TOKEN: await token('smoke-agent', 'agent'),
    SEALFORM_OTHER_AGENT_TOKEN: await token('smoke-other-agent', 'agent'),
  }
  const command = ['npm', 'run', 'smoke', '--', '--url', origin, '--agent-id', 'smoke-agent'] as const
  return (await runInShell({ command, cwd: root, env })).output.split('\n')
}
