import { expect, test } from 'vitest'
import { FormId, Locale, SubmissionId } from '../../../contracts/identifiers.ts'
import { loadVisitorRecord } from '../../../widgets/visitor/visitor-record.ts'

const openKey = `sfo_${'k'.repeat(42)}A`
const otherKey = `sfo_${'o'.repeat(42)}A`
const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const now = Date.UTC(2026, 5, 1)
const day = 24 * 60 * 60 * 1000

/** Like the browser's: its items are its own enumerable properties. */
const workingStorage = (): Storage => {
  const items: Record<string, string> = {}
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value
    },
    removeItem: (key: string) => {
      delete items[key]
    },
    clear: () => {},
    key: (index: number) => Object.keys(items)[index] ?? null,
  }
  return new Proxy(
    { ...methods, length: 0 },
    {
      get: (target, name) => Reflect.get(target, name),
      ownKeys: () => Object.keys(items),
      getOwnPropertyDescriptor: (_, name) => ({ value: items[String(name)], enumerable: true, configurable: true }),
    },
  )
}

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
  const [name = ''] = Object.keys(storage)
  expect(name).toMatch(/^sealform\/visitor\/[A-Za-z0-9_-]{43}$/)
  expect(`${name}${storage.getItem(name)}`).not.toContain('kkkk')
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
  expect(Object.keys(storage)).toHaveLength(1)
  const second = await recallOpen(openKey, storage, now + day)
  expect(second.visitorSecret).not.toBe(first.visitorSecret)
  second.forget()
  expect(Object.keys(storage)).toHaveLength(1)
  for (const name of Object.keys(storage)) storage.setItem(name, '{"visitorSecret":1}')
  expect((await recallOpen(otherKey, storage, now + day)).formId).toBeUndefined()
})

test('a browser that refuses storage is detected', async () => {
  const refuses = {
    ...workingStorage(),
    setItem: () => {
      throw new Error('full')
    },
    getItem: () => null,
  }
  expect((await recallOpen(openKey, refuses, now)).isStored).toBe(false)
  expect((await recallOpen(openKey, undefined, now)).isStored).toBe(false)
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
  expect(JSON.stringify(Object.values(storage))).not.toContain(record.visitorSecret)
  expect(await loadVisitorRecord(openKey, storage, now + day - 1)).toEqual({ end, locale: 'ja' })
  await loadVisitorRecord(otherKey, storage, now + day)
  expect(JSON.stringify(Object.values(storage))).not.toContain('end')
})

test('the first known outcome of a form is kept, even if another tab reports a different one', async () => {
  const storage = workingStorage()
  const [one, other] = [await recallOpen(openKey, storage, now), await recallOpen(openKey, storage, now)]
  one.markEnded(receipt)
  other.markEnded({ status: 'over' })
  expect(await loadVisitorRecord(openKey, storage, now)).toMatchObject({ end: receipt })
})

test('the visitor secret is deleted when the form ends, even if the browser’s storage is full', async () => {
  const storage = workingStorage()
  const record = await recallOpen(openKey, storage, now)
  Object.defineProperty(storage, 'setItem', {
    value: () => {
      throw new Error('full')
    },
  })
  record.markEnded(receipt)
  expect(Object.keys(storage)).toEqual([])
})
