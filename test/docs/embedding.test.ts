import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { AgentFrameEvent, VisitorFrameEvent } from '../../widgets/shared/frame-messages.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../docs/embedding.md'), 'utf8')

/** The literals of a field in the union's members. */
const literals = (
  union: typeof AgentFrameEvent | typeof VisitorFrameEvent,
  field: 'event' | 'code',
): readonly string[] =>
  union.def.options.flatMap((option) => {
    const schema = Object.entries(option.def.shape).find(([name]) => name === field)?.[1]
    if (schema === undefined) return []
    return 'values' in schema.def
      ? schema.def.values.map(String)
      : 'entries' in schema.def
        ? Object.keys(schema.def.entries)
        : []
  })

test('docs/embedding.md documents every event that a frame sends, and every error code', () => {
  const events = new Set([...literals(AgentFrameEvent, 'event'), ...literals(VisitorFrameEvent, 'event')])
  const codes = new Set([...literals(AgentFrameEvent, 'code'), ...literals(VisitorFrameEvent, 'code')])
  expect([events.size, codes.size]).toEqual([11, 7])
  for (const name of [...events, ...codes]) expect([name, guide.includes(`\`${name}\``)]).toEqual([name, true])
})
