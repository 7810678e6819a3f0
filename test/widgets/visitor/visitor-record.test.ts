import { expect, test } from 'vitest'
import { FormId, Locale, SubmissionId } from '../../../contracts/identifiers.ts'
import { type BrowserStorage, browserStorage, canStore } from '../../../widgets/visitor/browser-storage.ts'
import { hasVisitorRecord, loadVisitorRecord } from '../../../widgets/visitor/visitor-record.ts'
import { memoryStorage, replaceMethod } from './memory-storage.ts'

const openKey = `sfo_${'k'.repeat(42)}A`
const otherKey = `sfo_${'o'.repeat(42)}A`
const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const now = Date.UTC(2026, 5, 1)
const day = 24 * 60 * 60 * 1000

const workingStorage = (): BrowserStorage => browserStorage(memoryStorage)

/** Of a form that has not ended. */
const recallOpen = async (...[key, storage, at]: Parameters<typeof loadVisitorRecord>) => {
  const record = await loadVisitorRecord(key, storage, at)
  if ('end' in record) throw new Error('ended')
  return record
}

test('a reload restores the visitor secret and the form', async () => {
  const storage = workingStorage()
  const first = await recallOpen(openKey, storage, now)
  expect(first.visitorSecret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(first.formId).toBeUndefined()
  first.markOpened(formId, Locale.parse('de'))
  const again = await recallOpen(openKey, storage, now + day - 1)
  expect(again).toMatchObject({ visitorSecret: first.visitorSecret, formId, isStored: true })
})

test('the browser stores only the hash of the open key', async () => {
  const storage = workingStorage()
  await recallOpen(openKey, storage, now)
  const [name = ''] = storage.names()
  expect(name).toMatch(/^sealform\/visitor\/[A-Za-z0-9_-]{43}$/)
  expect(`${name}${storage.read(name)}`).not.toContain('kkkk')
})

test('each link gets its own visitor secret', async () => {
  const storage = workingStorage()
  const [one, other] = [await recallOpen(openKey, storage, now), await recallOpen(otherKey, storage, now)]
  expect(one.visitorSecret).not.toBe(other.visitorSecret)
})

test('an expired, removed or damaged record of a form is not restored', async () => {
  const storage = workingStorage()
  const first = await recallOpen(openKey, storage, now)
  await recallOpen(otherKey, storage, now + day)
  expect(storage.names()).toHaveLength(1)
  const second = await recallOpen(openKey, storage, now + day)
  expect(second.visitorSecret).not.toBe(first.visitorSecret)
  second.forget()
  expect(storage.names()).toHaveLength(1)
  for (const name of storage.names()) storage.write(name, '{"visitorSecret":1}')
  expect((await recallOpen(otherKey, storage, now + day)).formId).toBeUndefined()
})

const refuse = () => {
  throw new Error('refused')
}

/** Storages that do not keep what the page stores, as browsers and WebViews have them. */
const brokenStorages: readonly (readonly [string, () => Storage | null | undefined])[] = [
  ['throws when it is accessed', refuse],
  ['is null', () => null],
  ['is absent', () => undefined],
  ['throws on each read', () => replaceMethod(memoryStorage(), 'getItem', refuse)],
  ['throws on each write, because it is full', () => replaceMethod(memoryStorage(), 'setItem', refuse)],
  ['silently drops each write', () => replaceMethod(memoryStorage(), 'setItem', () => null)],
]

test.each(brokenStorages)(
  'a storage that %s is detected before anything is stored, and the form still opens',
  async (_, find) => {
    const storage = browserStorage(find)
    expect(canStore(storage)).toBe(false)
    expect(await hasVisitorRecord(openKey, storage, now)).toBe(false)
    const record = await recallOpen(openKey, storage, now)
    expect(record.isStored).toBe(false)
    record.markOpened(formId, Locale.parse('de'))
    record.markEnded(receipt)
    record.forget()
  },
)

test('a storage whose keys cannot be listed is used, and only the deletion of old records is left out', async () => {
  const storage = browserStorage(() => new Proxy(memoryStorage(), { ownKeys: refuse }))
  expect(canStore(storage)).toBe(true)
  expect((await recallOpen(openKey, storage, now)).isStored).toBe(true)
})

test('a check for a record stores nothing, and finds only a record of the same link that is not a day old', async () => {
  const storage = workingStorage()
  expect(canStore(storage)).toBe(true)
  expect(await hasVisitorRecord(openKey, storage, now)).toBe(false)
  expect(storage.names()).toEqual([])
  await recallOpen(openKey, storage, now)
  const found = [hasVisitorRecord(openKey, storage, now), hasVisitorRecord(otherKey, storage, now)]
  expect(await Promise.all(found)).toEqual([true, false])
  expect(await hasVisitorRecord(openKey, storage, now + day)).toBe(false)
})

const receipt = {
  ...{ formId, siteName: 'Acme', status: 'submitted' as const, submittedAt: '2026-06-01T00:10:00.000Z' },
  submissionId: SubmissionId.parse('9d3f4c1e-7f0a-4c39-9a57-3f0f1f6f8a22'),
}

test.each([
  ['submitted', receipt],
  ['declined', { status: 'declined' as const, formId, siteName: 'Acme' }],
  ['over', { status: 'over' as const }],
])('after a form is %s, the browser stores only that outcome and the language, for a day', async (_, end) => {
  const storage = workingStorage()
  const record = await recallOpen(openKey, storage, now)
  record.markOpened(formId, Locale.parse('ja'))
  record.markEnded(end)
  expect(JSON.stringify(storage.names().map(storage.read))).not.toContain(record.visitorSecret)
  expect(await loadVisitorRecord(openKey, storage, now + day - 1)).toEqual({ end, locale: 'ja' })
  await loadVisitorRecord(otherKey, storage, now + day)
  expect(JSON.stringify(storage.names().map(storage.read))).not.toContain('end')
})

test('the first known outcome of a form is kept, even if another tab reports a different one', async () => {
  const storage = workingStorage()
  const [one, other] = [await recallOpen(openKey, storage, now), await recallOpen(openKey, storage, now)]
  one.markEnded(receipt)
  other.markEnded({ status: 'over' })
  expect(await loadVisitorRecord(openKey, storage, now)).toMatchObject({ end: receipt })
})

test('the visitor secret is deleted when the form ends, even if the browser’s storage is full', async () => {
  const items = memoryStorage()
  const storage = browserStorage(() => items)
  const record = await recallOpen(openKey, storage, now)
  replaceMethod(items, 'setItem', refuse)
  record.markEnded(receipt)
  expect(storage.names()).toEqual([])
})
