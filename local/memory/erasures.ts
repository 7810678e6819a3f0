import { type ErasureRecord, type Erasures, nextRound } from '../../lambdas/core/erasure/erasures.ts'
import type { StoredSubmissions } from '../../lambdas/pci-zone/vault/retained-submissions.ts'
import type { SubmissionErasures } from '../../lambdas/pci-zone/vault/submission-erasures.ts'
import { SubmissionDescription } from '../../lambdas/pci-zone/vault/submissions.ts'
import type { Chains } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'

export const memoryErasures = ({ erasures }: Tables): Erasures => ({
  async get(siteId, erasureId) {
    return erasures.get(keyOf.erasure(siteId, erasureId))
  },

  async latestFor(siteId, target) {
    const last = erasures.get(keyOf.erasure(siteId, target))
    return last && erasures.get(keyOf.erasure(siteId, last.erasureId))
  },

  async begin(erasure, before) {
    const { siteId, erasureId, target } = erasure
    erasures.put(keyOf.erasure(siteId, erasureId), erasure)
    if (erasures.get(keyOf.erasure(siteId, target))?.erasureId !== before) return false
    erasures.put(keyOf.erasure(siteId, target), erasure)
    return true
  },

  async advance(erasure) {
    const { siteId, erasureId, status, place, formPlace, erasedSubmissions, beyondPlace, check, erasedAt } = erasure
    const key = keyOf.erasure(siteId, erasureId)
    const stored = erasures.get(key)
    if (stored?.status !== 'running' || stored.erasedAt !== erasedAt || !isFurther(erasure, stored)) return false
    erasures.put(key, {
      ...{ ...stored, status, erasedSubmissions },
      ...(place !== undefined && { place }),
      ...(formPlace !== undefined && { formPlace }),
      ...(beyondPlace !== undefined && { beyondPlace }),
      ...(check !== undefined && { check }),
    })
    return true
  },

  async beginRound(erasure, erasedAt) {
    const key = keyOf.erasure(erasure.siteId, erasure.erasureId)
    const stored = erasures.get(key)
    if (stored?.status !== 'running' || stored.erasedAt !== erasure.erasedAt) return undefined
    const next = nextRound(erasure, erasedAt)
    erasures.put(key, next)
    return next
  },
})

/** The stored progress is not further than this. An erasure that is done is the furthest of its round. */
const isFurther = ({ status, place, formPlace, check }: ErasureRecord, stored: ErasureRecord): boolean => {
  if (check === undefined)
    return stored.check === undefined && isNotBefore(place, stored.place) && isNotBefore(formPlace, stored.formPlace)
  if (status === 'done') return true
  return isNotBefore(check.place, stored.check?.place) && isNotBefore(check.formPlace, stored.check?.formPlace)
}

/** The stored place is absent or not after this one. */
const isNotBefore = (place: string | undefined, stored: string | undefined): boolean =>
  stored === undefined || (place !== undefined && stored <= place)

export const memoryStoredSubmissions = ({ submissions }: Tables): StoredSubmissions => ({
  async findStored(submissionIds) {
    return new Set(submissionIds.filter((id) => submissions.has(id)))
  },

  async describe(submissionIds) {
    return new Map(
      submissionIds.flatMap((submissionId) => {
        const row = submissions.get(submissionId)
        if (row === undefined) return []
        const { message: _, ...rest } = row
        const described = SubmissionDescription.safeParse(rest)
        const isOwn = described.success && described.data.submissionId === submissionId
        return [[submissionId, isOwn ? described.data : 'malformed'] as const]
      }),
    )
  },
})

export const memorySubmissionErasures = (tables: Tables, chains: Chains): SubmissionErasures => ({
  async erase({ tombstones, erasedAt }) {
    const forms = tombstones.map(({ formId, submissionId }) => {
      const form = tables.forms.get(formId)
      return form?.submissionId === submissionId && form.erasedAt === undefined ? form : undefined
    })
    if (forms.includes(undefined)) return false
    for (const event of tombstones) chains.link(event)
    for (const form of forms) if (form) tables.forms.put(form.formId, { ...form, erasedAt })
    for (const { submissionId } of tombstones) {
      tables.dataKeys.delete(submissionId)
      tables.submissions.delete(submissionId)
    }
    return true
  },

  async eraseRemainingData({ formId, submissionId, erasedAt }) {
    tables.dataKeys.delete(submissionId)
    const form = tables.forms.get(formId)
    if (form?.submissionId !== submissionId || form.erasedAt !== undefined) return false
    const { submissionId: _, ...rest } = form
    tables.forms.put(formId, { ...rest, erasedAt })
    return true
  },

  async eraseOrphanedSubmission({ tombstone }) {
    const { submissionId } = tombstone
    if (!tables.submissions.has(submissionId)) return false
    chains.link(tombstone)
    tables.dataKeys.delete(submissionId)
    tables.submissions.delete(submissionId)
    return true
  },
})
