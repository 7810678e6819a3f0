/**
 * Creates the data that the measured pages need: a conversation, and a site whose pages may be embedded by
 * `frontOrigin`.
 */
import { localServiceAt } from '../../test/kit/service.ts'
import { newSite } from '../../test/kit/site.ts'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { withFingerprint } from '../../widgets/shared/visitor-link.ts'

export const prepareSite = async (serviceOrigin: string, frontOrigin: string) => {
  const { siteId, agent, changeSettings, newConversation } = await newSite(localServiceAt(serviceOrigin), {
    id: 'bench',
  })
  await changeSettings({ name: 'Bench', embeddingOrigins: [frontOrigin] })
  const conversationId = await newConversation()
  return {
    siteId,
    desk: `<!doctype html><html lang="en"><title>Desk</title><body>
      <script type="module" src="/agent.js"></script>
      <secure-form-agent site="${siteId}" conversation="${conversationId}"></secure-form-agent>
      <script>document.querySelector('secure-form-agent').accessToken = async () => '${agent.accessToken}'</script>`,
    async newLink() {
      const key = await createSealingKey()
      const templateId = 'card-payment'
      const template = await agent.reply('get-template', { path: { templateId } })
      const sent = await agent.reply('send-form', {
        path: { conversationId },
        body: { templateId, templateVersion: template.version, sealingKey: key.sealingKey },
      })
      return withFingerprint(sent.link, await key.fingerprint({ template })).replace(serviceOrigin, frontOrigin)
    },
  }
}
