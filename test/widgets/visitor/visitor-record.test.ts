import { expect, test } from 'vitest'
import { FormId } from '../../../contracts/identifiers.ts'
import { recallVisitor } from '../../../widgets/visitor/visitor-record.ts'

const openKey = `sfo_${'k'.repeat(42)}A`
const otherKey = `sfo_${'o'.repeat(42)}A`
const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const now = Date.UTC(2026, 5, 1)
const day = 24 * 60 * 60 * 1000

/** Like the browser's: its items are its own enumerable properties. */
const storageThatKeeps = (): Storage => {
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

test('a reload finds the visitor secret and the form again', async () => {
  const storage = storageThatKeeps()
  const first = await recallVisitor(openKey, storage, now)
  expect(first.visitorSecret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(first.formId).toBeUndefined()
  first.opened(formId)
  const again = await recallVisitor(openKey, storage, now + day - 1)
  expect(again).toMatchObject({ visitorSecret: first.visitorSecret, formId, isKept: true })
})

test('the open key itself is not kept, only its hash', async () => {
  const storage = storageThatKeeps()
  await recallVisitor(openKey, storage, now)
  const [name = ''] = Object.keys(storage)
  expect(name).toMatch(/^sealform\/visitor\/[A-Za-z0-9_-]{43}$/)
  expect(`${name}${storage.getItem(name)}`).not.toContain('kkkk')
})

test('another link has another secret', async () => {
  const storage = storageThatKeeps()
  const [one, other] = [await recallVisitor(openKey, storage, now), await recallVisitor(otherKey, storage, now)]
  expect(one.visitorSecret).not.toBe(other.visitorSecret)
})

test('what is over, forgotten or damaged is not found again', async () => {
  const storage = storageThatKeeps()
  const first = await recallVisitor(openKey, storage, now)
  await recallVisitor(otherKey, storage, now + day)
  expect(Object.keys(storage)).toHaveLength(1)
  const second = await recallVisitor(openKey, storage, now + day)
  expect(second.visitorSecret).not.toBe(first.visitorSecret)
  second.forget()
  expect(Object.keys(storage)).toHaveLength(1)
  for (const name of Object.keys(storage)) storage.setItem(name, '{"visitorSecret":1}')
  expect((await recallVisitor(otherKey, storage, now + day)).formId).toBeUndefined()
})

test('a browser that refuses storage is told apart', async () => {
  const refuses = {
    ...storageThatKeeps(),
    setItem: () => {
      throw new Error('full')
    },
    getItem: () => null,
  }
  expect((await recallVisitor(openKey, refuses, now)).isKept).toBe(false)
  expect((await recallVisitor(openKey, undefined, now)).isKept).toBe(false)
})
