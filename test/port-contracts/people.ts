import { expect } from 'vitest'
import { AgentId } from '../../contracts/identifiers.ts'
import { dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import type { PersonRef, PersonSetting } from '../../lambdas/core/people/people.ts'
import { decisionOf } from './decisions.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function peopleContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, putPerson, now } = storage()
    const { person, known } = newSampleRecords(now())
    const read = async () => (await ports.records.read({ person })).person
    return { people: ports.people, putPerson, person, known, read, now: now() }
  }

  test('a person who is not stored yet can be added and read', async () => {
    const { people, person, read, now } = fresh()
    const put = await people.put(person, { enabled: true, profile: 'trainee' }, decisionOf(person, now))
    expect(put).toEqual({ put: true })
    expect(await read()).toEqual({ ...person, enabled: true, enabledAt: now, profile: 'trainee' })
  })

  test('disabling a person ends all their earlier sign-ins, and enabling the person does not restore those sign-ins', async () => {
    const { people, putPerson, person, known, read, now } = fresh()
    await putPerson({ ...known, failedSignIns: 2 })
    const { profile, ...rest } = known
    const disabled = { ...rest, failedSignIns: 2, enabled: false, signInsEndedAt: now }
    await people.put(person, { enabled: false }, decisionOf(person, now))
    expect(await read()).toEqual(disabled)
    const { failedSignIns, ...forgiven } = disabled
    await people.put(person, { enabled: true, profile }, decisionOf(person, now + 5))
    expect(await read()).toEqual({
      ...forgiven,
      enabled: true,
      enabledAt: now + 5,
      profile,
    })
    await people.put(person, { enabled: false }, decisionOf(person, now + 9))
    expect(await read()).toMatchObject({ enabled: false, signInsEndedAt: now + 9 })
  })

  const subjects = (count: number) =>
    Array.from({ length: count }, (_, index) => AgentId.parse(`Agent.${String.fromCharCode(97 + index)}@x`))

  const pages = async (count: number, limit: number) => {
    const { people, person, now } = fresh()
    for (const subject of subjects(count).toReversed())
      await people.put({ ...person, subject }, { enabled: true }, decisionOf(person, now))
    const found: string[][] = []
    let after: AgentId | undefined
    do {
      const page = await people.list(person, { limit, after })
      found.push(page.people.map(({ subject }) => subject))
      after = page.next
    } while (after !== undefined && found.length <= count)
    return found
  }

  test('people are listed in pages, ordered by subject', async () => {
    const [a, b, c, d, e] = subjects(5)
    expect(await pages(5, 2)).toEqual([[a, b], [c, d], [e]])
    expect(await pages(4, 2)).toEqual([
      [a, b],
      [c, d],
    ])
    expect(await pages(0, 2)).toEqual([[]])
  })

  test('people from another site or another issuer are not listed', async () => {
    const { people, person, now } = fresh()
    const other = fresh()
    await people.put(person, { enabled: true }, decisionOf(person, now))
    await people.put({ ...person, issuer: `${person.issuer}#more` }, { enabled: true }, decisionOf(person, now))
    await people.put({ ...person, issuer: 'https://issuer.example/pool' }, { enabled: true }, decisionOf(person, now))
    await people.put(other.person, { enabled: true }, decisionOf(other.person, now))
    expect((await people.list(person, { limit: 10 })).people).toEqual([{ ...person, enabled: true, enabledAt: now }])
  })

  /** Two stored administrators, and their decisions. */
  const administrators = async () => {
    const { ports, putPerson, chain, now } = storage()
    const { person } = newSampleRecords(now())
    const { siteId, issuer } = person
    const at = now()
    const refs = ['ada', 'grace'].map((name) => ({ siteId, issuer, subject: AgentId.parse(name) }))
    for (const ref of refs) await putPerson({ ...ref, enabled: true, profile: 'administrator' })
    const [ada, grace] = refs
    if (ada === undefined || grace === undefined) throw new Error('no administrators')
    const by = (ref: PersonRef) => ({
      ...decisionOf(person, at),
      by: { ...ref, profile: 'administrator', signedInAt: at - 1 },
    })
    const read = async (ref: PersonRef) => (await ports.records.read({ person: ref })).person
    /** The number of recorded decisions of the site. */
    const recorded = async () => {
      const chains = Array.from({ length: dayChainCount }, (_, shard) => chain(dayChain(siteId, at, shard)))
      return (await Promise.all(chains)).flat().length
    }
    return { people: ports.people, sites: ports.sites, putPerson, ada, grace, by, read, recorded, siteId }
  }

  test('abuse 49: when two administrators disable each other concurrently, one succeeds, and the change of the other is not recorded', async () => {
    const { people, ada, grace, by, read, recorded } = await administrators()
    const outcomes = await Promise.all([
      people.put(grace, { enabled: false }, by(ada)),
      people.put(ada, { enabled: false }, by(grace)),
    ])
    expect(outcomes.filter((outcome) => 'put' in outcome)).toHaveLength(1)
    expect(outcomes).toContainEqual({ refusedBy: 'caller' })
    const enabled = [await read(ada), await read(grace)].filter((person) => person?.enabled)
    expect(enabled).toHaveLength(1)
    expect(await recorded()).toBe(1)
  })

  test('an administrator who is disabled or has lost the administrator profile cannot change a person', async () => {
    const { people, putPerson, ada, grace, by, read } = await administrators()
    for (const changed of [
      { enabled: false, profile: 'administrator' },
      { enabled: true, profile: 'agent' },
      { enabled: true },
      { enabled: true, profile: 'administrator', signInsEndedAt: by(ada).now },
    ]) {
      await putPerson({ ...ada, ...changed })
      expect(await people.put(grace, { enabled: false }, by(ada))).toEqual({ refusedBy: 'caller' })
    }
    expect(await read(grace)).toMatchObject({ enabled: true })
  })

  test('a person is not changed if the site’s settings have changed since the settings were read', async () => {
    const { people, sites, ada, grace, by, siteId } = await administrators()
    const site = { ...newSampleRecords(by(ada).now).site, siteId }
    expect(await sites.add(site)).toBe(true)
    expect(await sites.replace(site, by(ada))).toEqual({ replaced: true })
    expect(await people.put(grace, { enabled: false }, by(ada))).toEqual({ refusedBy: 'site' })
    expect(await people.put(grace, { enabled: false }, { ...by(ada), siteRevision: 1 })).toEqual({ put: true })
  })

  test('a person is not changed if the person’s settings have changed since the settings were read', async () => {
    const { people, ada, grace, by, read } = await administrators()
    const decision = (ifSetting: PersonSetting) => ({ ...by(ada), ifSetting })
    for (const ifSetting of [{ enabled: true }, { enabled: false, profile: 'administrator' }]) {
      expect(await people.put(grace, { enabled: false }, decision(ifSetting))).toEqual({ refusedBy: 'person' })
    }
    const asRead = { enabled: true, profile: 'administrator' }
    expect(await people.put(grace, { enabled: false }, decision(asRead))).toEqual({ put: true })
    expect(await read(grace)).toMatchObject({ enabled: false })
  })

  test('administrators may change themselves as long as they remain administrators', async () => {
    const { people, putPerson, ada, by, read } = await administrators()
    expect(await people.put(ada, { enabled: true, profile: 'administrator' }, by(ada))).toEqual({ put: true })
    await putPerson({ ...ada, enabled: false, profile: 'administrator' })
    expect(await people.put(ada, { enabled: true }, by(ada))).toEqual({ refusedBy: 'caller' })
    expect(await read(ada)).toMatchObject({ enabled: false })
  })
}
