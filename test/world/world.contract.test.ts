import { storageContract } from '../lambdas/adapters/storage-contract.ts'
import { keyOf } from './tables.ts'
import { createWorld } from './world.ts'

storageContract('the world in memory', async () => {
  const { clock, tables, ports } = createWorld()
  return {
    ports: ports(),
    // The world remembers nothing outside its tables and has no queues.
    anotherProcess: () => ports(),
    now: () => clock.now(),
    putPerson: async (person) => tables.people.put(keyOf.person(person), person),
    chain: async (name) => tables.audit.get(name) ?? [],
    close: async () => {},
  }
})
