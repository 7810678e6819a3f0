/** Creates what the measured pages need: a site that `frontOrigin` may embed, and a conversation. */
import { randomUUID } from 'node:crypto'
import { type Call, createClient } from '../../contracts/client.ts'
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { withFingerprint } from '../../widgets/shared/visitor-link.ts'

export const prepareSite = async (serviceOrigin: string, frontOrigin: string) => {
  const client = createClient({ origin: serviceOrigin })
  const siteId = 'bench'
  const signIn = async (subject: string, profile: string): Promise<string> => {
    const response = await fetch(`${serviceOrigin}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ siteId, subject, profile }),
    })
    const replied: unknown = await response.json()
    return String(Object.entries(replied ?? {}).find(([name]) => name === 'accessToken')?.[1])
  }
  const must = async <S extends Step>(step: S, call: Call<S>) => {
    const { reply, problem } = await client.call(step, call)
    if (reply === undefined) throw new Error(`${step.name}: ${problem?.code}`)
    return reply
  }
  const administrator = await signIn('ada', 'administrator')
  await must(protocol['patch-site'], {
    accessToken: administrator,
    body: { name: 'Bench', embeddingOrigins: [frontOrigin] },
  })
  const conversationId = `bench-${randomUUID()}`
  await must(protocol['put-conversation'], {
    path: { conversationId },
    body: { agentId: 'agent-7' },
    accessToken: await signIn('chat', 'chat-backend'),
  })
  const agent = await signIn('agent-7', 'agent')
  return {
    siteId,
    desk: `<!doctype html><html lang="en"><title>Desk</title><body>
      <script type="module" src="/agent.js"></script>
      <secure-form-agent site="${siteId}" conversation="${conversationId}"></secure-form-agent>
      <script>document.querySelector('secure-form-agent').accessToken = async () => '${agent}'</script>`,
    async newLink() {
      const key = await createSealingKey()
      const templateId = 'card-payment'
      const template = await must(protocol['get-template'], { path: { templateId }, accessToken: agent })
      const sent = await must(protocol['send-form'], {
        path: { conversationId },
        body: { templateId, templateVersion: template.version, sealingKey: key.sealingKey },
        accessToken: agent,
      })
      return withFingerprint(sent.link, await key.fingerprint({ template })).replace(serviceOrigin, frontOrigin)
    },
  }
}
