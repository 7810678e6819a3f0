import { expect } from 'vitest'
import { AgentId } from '../../contracts/identifiers.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function peopleContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, putPerson, now } = storage()
    const { person, known } = newSampleRecords(now())
    const read = async () => (await ports.records.read({ person })).person
    return { people: ports.people, putPerson, person, known, read, now: now() }
  }

  test('somebody of whom nothing is known is put and comes back as put', async () => {
    const { people, person, read, now } = fresh()
    const put = await people.put(person, { enabled: true, profile: 'trainee' }, now)
    expect(put).toEqual({ ...person, enabled: true, enabledAt: now, profile: 'trainee' })
    expect(await read()).toEqual(put)
  })

  test('disabling ends the sign-ins up to now, and enabling does not bring them back', async () => {
    const { people, putPerson, person, known, read, now } = fresh()
    await putPerson({ ...known, failedSignIns: 2 })
    const { profile, ...rest } = known
    const disabled = { ...rest, failedSignIns: 2, enabled: false, signInsEndedAt: now }
    expect(await people.put(person, { enabled: false }, now)).toEqual(disabled)
    const { failedSignIns, ...forgiven } = disabled
    expect(await people.put(person, { enabled: true, profile }, now + 5)).toEqual({
      ...forgiven,
      enabled: true,
      enabledAt: now + 5,
      profile,
    })
    await people.put(person, { enabled: false }, now + 9)
    expect(await read()).toMatchObject({ enabled: false, signInsEndedAt: now + 9 })
  })

  const subjects = (count: number) =>
    Array.from({ length: count }, (_, index) => AgentId.parse(`Agent.${String.fromCharCode(97 + index)}@x`))

  const pages = async (count: number, limit: number) => {
    const { people, person, now } = fresh()
    for (const subject of subjects(count).toReversed()) await people.put({ ...person, subject }, { enabled: true }, now)
    const found: string[][] = []
    let after: AgentId | undefined
    do {
      const page = await people.list(person, { limit, after })
      found.push(page.people.map(({ subject }) => subject))
      after = page.next
    } while (after !== undefined && found.length <= count)
    return found
  }

  test('people are listed page by page by their subjects', async () => {
    const [a, b, c, d, e] = subjects(5)
    expect(await pages(5, 2)).toEqual([[a, b], [c, d], [e]])
    expect(await pages(4, 2)).toEqual([
      [a, b],
      [c, d],
    ])
    expect(await pages(0, 2)).toEqual([[]])
  })

  test('people of another site, and of another issuer of the site, are not listed', async () => {
    const { people, person, now } = fresh()
    const other = fresh()
    await people.put(person, { enabled: true }, now)
    await people.put({ ...person, issuer: `${person.issuer}#more` }, { enabled: true }, now)
    await people.put({ ...person, issuer: 'https://issuer.example/pool' }, { enabled: true }, now)
    await people.put(other.person, { enabled: true }, now)
    expect((await people.list(person, { limit: 10 })).people).toEqual([{ ...person, enabled: true, enabledAt: now }])
  })
}
