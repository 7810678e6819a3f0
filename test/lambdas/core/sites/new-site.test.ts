import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../../contracts/identifiers.ts'
import { type NewSitePorts, newSite, shippedTemplateIds } from '../../../../lambdas/core/sites/new-site.ts'
import type { SiteRecord } from '../../../../lambdas/core/sites/site.ts'
import type { TemplateRecord } from '../../../../lambdas/core/templates/template-record.ts'

const acme = SiteId.parse('acme')

/** Fails at the n-th write if requested, as a broken connection would. */
function fixture({ failsAtWrite = Number.POSITIVE_INFINITY } = {}) {
  const templates = new Map<string, TemplateRecord>()
  let site: SiteRecord | undefined
  const state = { writes: 0, failsAtWrite }
  const write = () => {
    state.writes++
    if (state.writes === state.failsAtWrite) throw new Error('the connection broke')
  }
  const ports: NewSitePorts = {
    records: {
      async read() {
        return { ...(site && { site }) }
      },
    },
    templates: {
      async add(siteId, content) {
        write()
        if (templates.has(content.templateId)) return false
        templates.set(content.templateId, { siteId, template: { ...content, version: 1 }, enabled: true })
        return true
      },
    },
    sites: {
      async add(record) {
        write()
        if (site !== undefined) return false
        site = record
        return true
      },
    },
  }
  return { make: newSite(ports), templates, state, site: () => site }
}

describe('a new site', () => {
  test('has the shipped templates, the default settings and the given name', async () => {
    const { make, templates, site } = fixture()
    expect(await make(acme, 'Acme & Sons')).toBe('made')
    expect([...templates.keys()]).toEqual(shippedTemplateIds)
    expect(site()).toMatchObject({ siteId: 'acme', name: 'Acme & Sons', retentionMonths: 13, failedSignIns: 3 })
  })

  test('is named after its id when no name is given', async () => {
    const { make, site } = fixture()
    await make(acme)
    expect(site()).toMatchObject({ name: 'Acme' })
  })

  test('is not changed when it already exists', async () => {
    const { make, state } = fixture()
    await make(acme)
    const { writes } = state
    expect(await make(acme, 'Another name')).toBe('was there')
    expect(state.writes).toBe(writes)
  })

  test.each([1, 2, 3, 4])(
    'whose creation failed at write %i is completed by a retry, and then has one version of each template',
    async (n) => {
      const { make, templates, state, site } = fixture({ failsAtWrite: n })
      await expect(make(acme)).rejects.toThrow('the connection broke')
      expect(site()).toBeUndefined()
      state.failsAtWrite = Number.POSITIVE_INFINITY
      expect(await make(acme)).toBe('made')
      expect([...templates.values()].map(({ template }) => template.version)).toEqual(shippedTemplateIds.map(() => 1))
    },
  )
})
