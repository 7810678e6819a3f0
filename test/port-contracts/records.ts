import { expect } from 'vitest'
import { newFormId, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds } from './stored-samples.ts'

export function recordsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  test('an empty request reads nothing', async () => {
    expect(await storage().ports.records.read({})).toEqual({})
  })

  test('records that do not exist are absent from the reply', async () => {
    const sample = newSampleRecords(storage().now())
    const found = await storage().ports.records.read({
      site: sample.siteId,
      person: sample.person,
      session: sample.session.sessionHash,
      conversation: sample.conversation,
      form: sample.form.formId,
      followed: newFormId(),
      key: sample.openKey.keyHash,
      template: { siteId: sample.siteId, templateId: sample.template.templateId, version: 'latest' },
      submission: sample.submission.submissionId,
      dataKey: sample.submission.submissionId,
    })
    expect(found).toEqual({})
  })

  test('one request can read every kind of record of the control zone, each as it was stored', async () => {
    const { ports, putPerson, now } = storage()
    const sample = newSampleRecords(now())
    const followed = { ...sample.form, formId: newFormId(), follows: sample.form.formId }
    await ports.sites.add(sample.site)
    await putPerson(sample.known)
    await ports.sessions.create(sample.session, Math.ceil(sample.now / 1000) + daySeconds)
    await ports.conversations.open(sample.conversation)
    await storage().putForm(sample.form, sample.openKey)
    await storage().putForm(followed, { ...sample.openKey, keyHash: sample.submitKey.keyHash, formId: followed.formId })
    await ports.templates.add(sample.siteId, sample.template)
    const template = { ...sample.template, version: 1 }
    const found = await ports.records.read({
      site: sample.siteId,
      person: sample.person,
      session: sample.session.sessionHash,
      conversation: sample.conversation,
      form: sample.form.formId,
      followed: followed.formId,
      key: sample.openKey.keyHash,
      template: { siteId: sample.siteId, templateId: template.templateId, version: 1 },
    })
    expect(found).toEqual({
      site: sample.site,
      person: sample.known,
      session: sample.session,
      conversation: sample.conversation,
      form: sample.form,
      followed,
      key: sample.openKey,
      template: { siteId: sample.siteId, template, enabled: true },
    })
  })

  test('a form requested under two names is read once and returned under both', async () => {
    const { ports, now } = storage()
    const { form, openKey } = newSampleRecords(now())
    await storage().putForm(form, openKey)
    expect(await ports.records.read({ form: form.formId, followed: form.formId })).toEqual({ form, followed: form })
  })

  test('a conversation, a person and a template with the same id at another site are not returned', async () => {
    const { ports, putPerson, now } = storage()
    const sample = newSampleRecords(now())
    const { siteId } = newSampleRecords(now())
    await ports.conversations.open(sample.conversation)
    await putPerson(sample.known)
    await ports.templates.add(sample.siteId, sample.template)
    const found = await ports.records.read({
      person: { ...sample.person, siteId },
      conversation: { siteId, conversationId: sample.conversation.conversationId },
      template: { siteId, templateId: sample.template.templateId, version: 'latest' },
    })
    expect(found).toEqual({})
  })
}
