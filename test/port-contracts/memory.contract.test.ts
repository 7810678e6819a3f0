import { createMemoryDependencies } from '../../local/memory/dependencies.ts'
import { keyOf } from '../../local/memory/tables.ts'
import { storageContract } from './storage-contract.ts'

storageContract('the service in memory', async () => {
  const { clock, tables, ports } = createMemoryDependencies()
  return {
    ports: ports(),
    // The service in memory stores nothing outside its tables and has no queues.
    anotherProcess: () => ports(),
    now: () => clock.now(),
    putPerson: async (person) => tables.people.put(keyOf.person(person), person),
    chain: async (name) => tables.audit.get(name) ?? [],
    close: async () => {},
  }
})
