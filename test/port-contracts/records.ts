import { expect } from 'vitest'
import { newFormId, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds } from './stored-samples.ts'

export function recordsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  test('an empty request reads nothing', async () => {
    expect(await storage().ports.records.read({})).toEqual({})
  })

  test('records that do not exist are absent', async () => {
    const story = newSampleRecords(storage().now())
    const found = await storage().ports.records.read({
      site: story.siteId,
      person: story.person,
      session: story.session.sessionHash,
      conversation: story.conversation,
      form: story.form.formId,
      followed: newFormId(),
      key: story.openKey.keyHash,
      template: { siteId: story.siteId, templateId: story.template.templateId, version: 'latest' },
      submission: story.submission.submissionId,
      dataKey: story.submission.submissionId,
    })
    expect(found).toEqual({})
  })

  test('every record of the control zone is read in one request as it was stored', async () => {
    const { ports, putPerson, now } = storage()
    const story = newSampleRecords(now())
    const followed = { ...story.form, formId: newFormId(), follows: story.form.formId }
    await ports.sites.add(story.site)
    await putPerson(story.known)
    await ports.sessions.create(story.session, Math.ceil(story.now / 1000) + daySeconds)
    await ports.conversations.open(story.conversation)
    await storage().putForm(story.form, story.openKey)
    await storage().putForm(followed, { ...story.openKey, keyHash: story.submitKey.keyHash, formId: followed.formId })
    await ports.templates.add(story.siteId, story.template)
    const template = { ...story.template, version: 1 }
    const found = await ports.records.read({
      site: story.siteId,
      person: story.person,
      session: story.session.sessionHash,
      conversation: story.conversation,
      form: story.form.formId,
      followed: followed.formId,
      key: story.openKey.keyHash,
      template: { siteId: story.siteId, templateId: template.templateId, version: 1 },
    })
    expect(found).toEqual({
      site: story.site,
      person: story.known,
      session: story.session,
      conversation: story.conversation,
      form: story.form,
      followed,
      key: story.openKey,
      template: { siteId: story.siteId, template, enabled: true },
    })
  })

  test('a form requested under two names is read once and returned under both', async () => {
    const { ports, now } = storage()
    const { form, openKey } = newSampleRecords(now())
    await storage().putForm(form, openKey)
    expect(await ports.records.read({ form: form.formId, followed: form.formId })).toEqual({ form, followed: form })
  })

  test('a conversation, a person and a template of the same name at another site are not returned', async () => {
    const { ports, putPerson, now } = storage()
    const story = newSampleRecords(now())
    const { siteId } = newSampleRecords(now())
    await ports.conversations.open(story.conversation)
    await putPerson(story.known)
    await ports.templates.add(story.siteId, story.template)
    const found = await ports.records.read({
      person: { ...story.person, siteId },
      conversation: { siteId, conversationId: story.conversation.conversationId },
      template: { siteId, templateId: story.template.templateId, version: 'latest' },
    })
    expect(found).toEqual({})
  })
}
