import { describe, expect, test } from 'vitest'
import { TemplateId } from '../../../contracts/identifiers.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { deleteTemplate } from '../../../lambdas/control-zone/delete-template.ts'
import { getTemplate } from '../../../lambdas/control-zone/get-template.ts'
import { putTemplate } from '../../../lambdas/control-zone/put-template.ts'
import { immediateTurn, type Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, replyOf, request, siteFixture } from '../site-fixture.ts'

const templateId = TemplateId.parse('booking')
const question = { id: 'room', type: 'text', required: false, masked: false, offTheRecord: false } as const
const titled = (title: string) =>
  TemplateDraft.parse({
    defaultLocale: 'en',
    title: { en: title },
    questions: [{ ...question, label: { en: 'Room' } }],
  })

const begin = () => {
  const fixture = siteFixture()
  const call = (ifMatch: string | undefined) => ({
    principal: fixture.signIn('administrator', 'root'),
    path: { templateId },
    query: {},
    address: '192.0.2.1',
    ifMatch,
  })
  return {
    ...fixture,
    put: (title: string, ifMatch?: string, turn = immediateTurn) =>
      putTemplate(fixture.ports(turn))({ ...call(ifMatch), body: titled(title) }),
    remove: (ifMatch?: string, turn = immediateTurn) =>
      deleteTemplate(fixture.ports(turn))({ ...call(ifMatch), body: {} }),
    get: (version?: string) =>
      getTemplate(fixture.ports())(
        request(fixture.signIn('agent'), { path: { templateId }, query: { ...(version && { version }) }, body: {} }),
      ),
    /** All stored template records. */
    stored: () => fixture.tables.templates.all(),
  }
}

const record = {
  event: 'template-changed',
  actor: 'agent:root',
  outcome: 'done',
  siteId: acme,
  templateId,
}

/** Runs `work` once, just before this call takes effect. */
const justBefore = (name: string, work: () => Promise<unknown>): Turn => {
  let hasRun = false
  return async (call, moment) => {
    if (hasRun || call !== name || moment !== 'before') return
    hasRun = true
    await work()
  }
}

describe('the entity tag of a template', () => {
  test('belongs to one version: put and get return the same tag, and an earlier version has another tag', async () => {
    const { put, get } = begin()
    const first = await put('First')
    expect(first).toMatchObject({ value: { version: 1 }, etag: '"1"' })
    expect(await get()).toEqual(first)
    const second = await put('Second')
    expect(second).toMatchObject({ value: { version: 2 }, etag: '"2"' })
    expect(await get()).toEqual(second)
    expect(await get('1')).toEqual(first)
  })
})

describe('If-Match of put-template', () => {
  test('with the current tag creates the next version and one record with the template id', async () => {
    const { put, records } = begin()
    await put('First')
    expect(await put('Second', '"1"')).toMatchObject({ value: { version: 2 }, etag: '"2"' })
    expect(await put('Third', '*')).toMatchObject({ value: { version: 3 } })
    expect(records()).toMatchObject([record, record, record])
  })

  test.each(['"1"', '"3"', 'W/"2"', 'not a tag'])(
    'with the value %s is refused for version 2, and neither a version nor a record is added',
    async (stale) => {
      const { put, stored, records } = begin()
      await put('First')
      await put('Second')
      const before = stored()
      expect(codeOf(await put('Mine', stale))).toBe('changed-meanwhile')
      expect(stored()).toEqual(before)
      expect(records()).toHaveLength(2)
    },
  )

  test.each(['*', '"1"'])(
    'with the value %s is refused for a template that does not exist, and neither a template nor a record is added',
    async (ifMatch) => {
      const { put, stored, records } = begin()
      expect(codeOf(await put('Mine', ifMatch))).toBe('changed-meanwhile')
      expect([stored(), records()]).toEqual([[], []])
    },
  )

  test('does not match if another version is added between the read and the write, and the refused request leaves no record', async () => {
    const { put, get, records } = begin()
    await put('First')
    const turn = justBefore('templates.addVersion', () => put('Theirs'))
    expect(codeOf(await put('Mine', '"1"', turn))).toBe('changed-meanwhile')
    expect(replyOf(await get())).toMatchObject({ version: 2, title: { en: 'Theirs' } })
    expect(records()).toHaveLength(2)
  })

  test('is optional: without it the last write wins, and each request creates a version and a record', async () => {
    const { put, get, records } = begin()
    await put('First')
    const turn = justBefore('templates.addVersion', () => put('Theirs'))
    expect(codeOf(await put('Mine', undefined, turn))).toBe('done')
    expect(replyOf(await get())).toMatchObject({ version: 3, title: { en: 'Mine' } })
    expect(records()).toHaveLength(3)
  })
})

describe('delete-template', () => {
  test('disables the template, records its id, keeps the tag valid, and refuses a stale tag', async () => {
    const { put, remove, stored, records } = begin()
    await put('First')
    await put('Second')
    const before = stored()
    expect(codeOf(await remove('"1"'))).toBe('changed-meanwhile')
    expect([stored(), records().length]).toEqual([before, 2])
    expect(replyOf(await remove('"2"'))).toEqual({ templateId, enabled: false })
    expect(records()).toMatchObject([record, record, { ...record, outcome: 'disabled' }])
    expect(codeOf(await remove())).toBe('done')
  })

  test('is refused if another version is added between the read and the write, leaves no record, and does not disable the template', async () => {
    const { put, remove, stored, records } = begin()
    await put('First')
    const turn = justBefore('templates.disable', () => put('Theirs'))
    expect(codeOf(await remove('"1"', turn))).toBe('changed-meanwhile')
    expect(stored().every(({ enabled }) => enabled)).toBe(true)
    expect(records()).toHaveLength(2)
  })

  test('leaves no record for a template that does not exist', async () => {
    const { remove, records } = begin()
    expect(codeOf(await remove())).toBe('not-found')
    expect(records()).toEqual([])
  })
})

test.each(['put', 'remove'] as const)(
  'I8: a request to %s a template leaves both its effect and its record, or neither, if it crashes before or after any storage call',
  async (step) => {
    for (let at = 1; ; at++) {
      const scene = begin()
      await scene.put('First')
      const before = JSON.stringify(scene.stored())
      let turns = 0
      const dying: Turn = async () => {
        turns += 1
        if (turns === at) throw new Error('killed')
      }
      const call = step === 'put' ? scene.put('Second', '"1"', dying) : scene.remove('"1"', dying)
      const died = await call.then(
        () => false,
        () => true,
      )
      const hasEffect = JSON.stringify(scene.stored()) !== before
      expect([at, scene.records().length]).toEqual([at, hasEffect ? 2 : 1])
      if (!died) break
    }
  },
)
