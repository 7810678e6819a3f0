/** The list of templates from which the agent chooses, without a browser. */
import { expect, test } from 'vitest'
import { TemplateId } from '../../../contracts/identifiers.ts'
import { createTemplates } from '../../../widgets/agent/sending/templates.ts'
import type { Access } from '../../../widgets/agent/sign-in/access.ts'

const ids = ['bank-account', 'card-payment', 'identity-check']

const offered = async (suggested?: string) => {
  const access: Access = {
    call: async (step) => {
      const templates = ids.map((templateId) => ({ templateId, version: 1, title: { en: templateId }, enabled: true }))
      return { outcome: 'done', value: step.reply.parse({ templates }) }
    },
    end: () => {},
  }
  const reply = await createTemplates(access, TemplateId.safeParse(suggested).data).listEnabled()
  return reply.outcome === 'done' ? reply.value.map(({ templateId }) => templateId) : reply.outcome
}

test('the template that the desktop suggests comes first, and the others keep their order', async () => {
  expect(await offered('card-payment')).toEqual(['card-payment', 'bank-account', 'identity-check'])
  for (const suggested of [undefined, 'unknown']) expect(await offered(suggested)).toEqual(ids)
})
