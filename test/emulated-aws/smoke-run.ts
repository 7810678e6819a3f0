/** `npm run smoke` against a deployed stage, run as the operator does. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { DemoService } from './demo-service.ts'

const program = join(import.meta.dirname, '../../bin/smoke.ts')

/** Returns the printed lines. This process must not block: it also proxies the requests. */
export async function runSmoke({ signIn, origin }: DemoService, siteId: string): Promise<readonly string[]> {
  const token = (subject: string, profile: string) => signIn.token({ siteId, subject, profile })
  const env = {
    ...process.env,
    SEALFORM_BACKEND_TOKEN: await token('', 'chat-backend'),
    SEALFORM_AGENT_TOKEN: await token('smoke-agent', 'agent'),
    SEALFORM_OTHER_AGENT_TOKEN: await token('smoke-other-agent', 'agent'),
  }
  const args = [program, '--url', origin, '--agent-id', 'smoke-agent']
  return await new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (_failure, stdout, stderr) => resolve((stdout + stderr).split('\n')))
  })
}
