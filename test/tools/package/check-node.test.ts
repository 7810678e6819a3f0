import { expect, test } from 'vitest'
import { oldNodeMessage } from '../../../tools/package/check-node.ts'

test.each(['22.19.0', '22.20.1', '24.0.0'])('Node %s runs the commands', (running) => {
  expect(oldNodeMessage('>=22.19', running)).toBeUndefined()
})

test.each(['20.20.2', '22.18.9', '22.2.0'])('Node %s is too old, which one sentence says', (running) => {
  expect(oldNodeMessage('>=22.19', running)).toBe(`sealform needs Node 22.19 or newer, and this is Node ${running}.`)
})
