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
    putForm: async (form, openKey) => {
      tables.forms.put(form.formId, form)
      tables.keys.put(openKey.keyHash, openKey)
    },
    chain: async (name) => tables.audit.get(name) ?? [],
    close: async () => {},
  }
})
