import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { modelledTime } from '../../../tools/cost/modelled-time.ts'

const work = async () => {
  await setImmediate()
}

test('calls that follow each other take the sum of their times', async () => {
  const time = modelledTime()
  await time.call('BatchGetItem', work)
  await time.call('PutItem', work)
  expect(await time.takeMilliseconds()).toBe(13.5)
  await time.call('kms', work)
  expect(await time.takeMilliseconds()).toBe(10)
})

test('calls at the same time count once, by the longest path through them', async () => {
  const time = modelledTime()
  const path = async () => {
    await time.call('Query', work)
    await time.call('UpdateItem', work)
  }
  await Promise.all([time.call('PutItem', work), path()])
  await time.call('holding', work)
  expect(await time.takeMilliseconds()).toBe(14.5)
})

test('a call that is not awaited counts, and so does one that fails', async () => {
  const time = modelledTime()
  const failing = time.call('TransactWriteItems', () => Promise.reject(new Error('no')))
  failing.catch(() => undefined)
  expect(await time.takeMilliseconds()).toBe(25)
  await expect(failing).rejects.toThrow('no')
})
