import { describe, expect, test } from 'vitest'
import { ProfileName, QuestionId, SiteId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { SiteRecord } from '../../../lambdas/core/sites/site.ts'
import { viewHistory } from '../../../lambdas/pci-zone/view-history.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'
import { clearAnswers, type StoredSubmission, storeSubmission } from './stored-submission.ts'

const permitted: Partial<SiteRecord> = {
  profiles: { [ProfileName.parse('agent-manager')]: ['form:observe', 'secure-form:view-history'] },
}
const day = 86_400_000

const view = (
  fixture: SiteFixture,
  { submissionId }: Pick<StoredSubmission, 'submissionId'>,
  {
    reveal,
    by = fixture.signIn('agent-manager'),
    turn,
  }: { reveal?: string[]; by?: ReturnType<SiteFixture['signIn']>; turn?: Turn } = {},
) =>
  viewHistory(fixture.ports(turn))(
    request(by, {
      path: { submissionId },
      query: {},
      body: {
        reason: 'complaint 4711 of a visitor',
        ...(reveal !== undefined && { reveal: reveal.map((id) => QuestionId.parse(id)) }),
      },
    }),
  )

const masked = { 'cardholder-name': '••••', 'card-number': '411111••••1111', 'card-expiry': '••/••' }

describe('the viewed history', () => {
  test('contains every stored answer masked and in the template’s order, and never the card verification code', async () => {
    const fixture = siteFixture(permitted)
    const { submissionId, formId } = await storeSubmission(fixture)
    const submittedAt = new Date(fixture.clock.now()).toISOString()
    const about = { submissionId, formId, templateId: 'card-payment', agentId: 'agent-7', submittedAt }
    expect(replyOf(await view(fixture, { submissionId }))).toEqual({ ...about, answers: masked })
  })

  test('contains in clear text only the answers to reveal, and each of them has an audit record', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    const { answers } = replyOf(
      await view(fixture, kept, { reveal: ['card-number', 'card-number', 'card-verification-code'] }),
    )
    expect(answers).toEqual({ ...masked, 'card-number': clearAnswers['card-number'] })
    const { siteId, conversationId, formId, submissionId } = kept
    const event = {
      event: 'history-viewed',
      outcome: 'released',
      actor: 'agent:someone',
      siteId,
      conversationId,
      formId,
      submissionId,
    }
    const [viewed, revealed, ...more] = fixture.records()
    expect(viewed).toMatchObject(event)
    expect(viewed).not.toHaveProperty('questionId')
    expect(revealed).toMatchObject({ ...event, questionId: 'card-number' })
    expect(more).toEqual([])
  })

  test('is refused, and leaves no record, if a question to reveal is not in the template', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    expect(await view(fixture, kept, { reveal: ['card-number', 'iban'] })).toEqual({
      refused: 'not-valid',
      errors: [{ field: 'reveal.1', code: 'unknown' }],
    })
    expect(fixture.records()).toEqual([])
  })
})

describe('abuse 16: viewing history', () => {
  test.each(['agent', 'agent-manager', 'administrator'])('is not permitted for %s by default', async (profile) => {
    const fixture = siteFixture()
    const kept = await storeSubmission(fixture)
    expect(codeOf(await view(fixture, kept, { by: fixture.signIn(profile) }))).toBe('not-permitted')
  })

  test.each([
    [300_000 - 1, 'done'],
    [300_000, 'sign-in-again'],
  ])('by a manager who signed in %i ms ago returns %s', async (ago, answer) => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    const by = fixture.signIn('agent-manager')
    fixture.clock.advance(ago)
    expect(codeOf(await view(fixture, kept, { by }))).toBe(answer)
  })
})

describe('viewing the history', () => {
  test('is refused with conflict while the conversation is active', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture, { state: 'active' })
    expect(codeOf(await view(fixture, kept))).toBe('conflict')
    expect(fixture.records()).toEqual([])
  })

  test('returns `not-found` for another site’s submission', async () => {
    const fixture = siteFixture(permitted)
    const rival = SiteId.parse('rival')
    fixture.setSite(permitted, rival)
    expect(codeOf(await view(fixture, await storeSubmission(fixture, { siteId: rival })))).toBe('not-found')
  })

  const gone: Record<string, (fixture: SiteFixture, kept: StoredSubmission) => void> = {
    'a data key': ({ tables }, { submissionId }) => tables.dataKeys.delete(submissionId),
    'a submission': ({ tables }, { submissionId }) => tables.submissions.delete(submissionId),
    'an unerased form': ({ tables }, { form }) => tables.forms.put(form.formId, { ...form, erasedAt: 1 }),
    'an unerased conversation': ({ tables }, { conversation, form }) =>
      tables.conversations.put(keyOf.conversation(conversation), { ...conversation, erasedAt: form.sentAt }),
  }
  test.each(Object.keys(gone))('returns `not-found` without %s', async (what) => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    gone[what]?.(fixture, kept)
    expect(codeOf(await view(fixture, kept))).toBe('not-found')
    expect(fixture.records()).toEqual([])
  })

  test.each([
    [1, 13],
    [13, 1],
  ])(
    'I12: with a retention period of %i months when the form was sent and %i months now returns `not-found` after one month',
    async (then, now) => {
      const fixture = siteFixture({ ...permitted, retentionMonths: now })
      const kept = await storeSubmission(fixture, { retentionMonths: then })
      fixture.clock.advance(31 * day - 1)
      expect(codeOf(await view(fixture, kept))).toBe('done')
      fixture.clock.advance(1)
      expect(codeOf(await view(fixture, kept))).toBe('not-found')
    },
  )
})

describe('I6, I7 and I8: viewing the history with a failure or a concurrent change', () => {
  const failing =
    (name: string): Turn =>
    async (call, moment) => {
      if (call === name && moment === 'before') throw new Fault('storage-failed')
    }

  test('decrypts nothing when its record cannot be written', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    const calls: string[] = []
    const turn: Turn = async (call, moment) => {
      calls.push(call)
      await failing('views.view')(call, moment)
    }
    await expect(view(fixture, kept, { turn })).rejects.toThrow('storage-failed')
    expect(calls).not.toContain('vault.decrypt')
  })

  test('decrypts nothing when the record of a revealed question cannot be written, even if the view is recorded', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    const calls: string[] = []
    const turn: Turn = async (call, moment) => {
      calls.push(call)
      await failing('audit.append')(call, moment)
    }
    await expect(view(fixture, kept, { reveal: ['card-number'], turn })).rejects.toThrow('storage-failed')
    expect(calls).not.toContain('vault.decrypt')
  })

  test('is recorded as failed if it fails after its record is written', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    await expect(view(fixture, kept, { turn: failing('vault.decrypt') })).rejects.toThrow('storage-failed')
    expect(fixture.records().map(({ event, outcome }) => [event, outcome])).toEqual([
      ['history-viewed', 'released'],
      ['history-viewed', 'failed'],
    ])
  })

  test('I10: returns `not-found` for a submission with one flipped bit, and writes an audit record and a log line', async () => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    const { submissionId, siteId, formId } = kept
    const stored = fixture.tables.submissions.get(submissionId)
    if (stored === undefined) throw new Error('nothing was stored')
    const message = Uint8Array.from(stored.message, (byte, at) => (at === 40 ? byte ^ 1 : byte))
    fixture.tables.submissions.put(submissionId, { ...stored, message })
    expect(codeOf(await view(fixture, kept))).toBe('not-found')
    expect(fixture.records().at(-1)).toMatchObject({ event: 'integrity-failed', outcome: 'failed', submissionId })
    expect(fixture.lines).toEqual([{ line: 'event', event: 'integrity-failed', siteId, formId }])
  })

  const moves: Record<
    string,
    [answer: string, move: (fixture: SiteFixture, kept: StoredSubmission, session: string) => void]
  > = {
    'the submission is erased': [
      'not-found',
      ({ tables }, { form }) => tables.forms.put(form.formId, { ...form, erasedAt: 1 }),
    ],
    'the data key is deleted': ['not-found', ({ tables }, { submissionId }) => tables.dataKeys.delete(submissionId)],
    'the manager signs out': [
      'not-signed-in',
      ({ tables }, _, sessionHash) => {
        const session = tables.sessions.get(sessionHash)
        if (session) tables.sessions.put(sessionHash, { ...session, ended: 'signed-out', endedAt: 1 })
      },
    ],
    'the manager is disabled': [
      'not-signed-in',
      ({ tables, signIn }) => {
        const { siteId, issuer, subject } = signIn('agent-manager')
        tables.people.put(keyOf.person({ siteId, issuer, subject }), { siteId, issuer, subject, enabled: false })
      },
    ],
  }
  test.each(Object.keys(moves))('abuse 34: returns nothing when %s between its reads and its record', async (what) => {
    const fixture = siteFixture(permitted)
    const kept = await storeSubmission(fixture)
    const by = fixture.signIn('agent-manager')
    const [answer, move] = moves[what] ?? ['', () => {}]
    const calls: string[] = []
    const turn: Turn = async (call, moment) => {
      calls.push(call)
      if (call === 'views.view' && moment === 'before') move(fixture, kept, by.sessionHash)
    }
    expect(codeOf(await view(fixture, kept, { by, turn }))).toBe(answer)
    expect(calls).not.toContain('vault.decrypt')
    expect(fixture.records()).toEqual([])
  })
})
