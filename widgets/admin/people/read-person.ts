/**
 * Reads the current state of one person. The contract has no step that returns one person, so this function searches list-people
 * page by page.
 */
import type { AgentId } from '../../../contracts/identifiers.ts'
import type { PersonView } from '../../../contracts/person.ts'
import { listPeople } from '../../../contracts/steps/list-people.ts'
import { failureMessage } from '../form/form.ts'
import type { Service } from '../service.ts'

/** The maximum page size. */
const limit = '100'

/** Returns the person's current state. `person` is undefined if the service has no record of the person. */
export const readPerson = async (
  service: Service,
  wanted: AgentId,
  cursor?: string,
): Promise<{ readonly person: PersonView | undefined } | { readonly failed: string }> => {
  const query = { limit, ...(cursor !== undefined && { cursor }) }
  const reply = await service.call(listPeople, { path: {}, body: {}, query })
  if (reply.outcome !== 'done') return { failed: failureMessage(reply) }
  const { people, cursor: next } = reply.value
  const person = people.find(({ subject }) => subject === wanted)
  return person !== undefined || next === undefined ? { person } : readPerson(service, wanted, next)
}
