import { memoryHolding } from '../../../../lambdas/pci-zone/holding/memory-holding.ts'
import { holdingContract } from './holding-contract.ts'

holdingContract('process memory', (clock) => memoryHolding({ clock }))
