import type { Messages } from './messages.ts'

/** Brazilian Portuguese, as on the visitor's page. */
export const messages: Messages = {
  title: 'Formulários seguros',
  starting: 'Buscando os formulários desta conversa…',

  sendHeading: 'Enviar um formulário',
  search: 'Procurar formulários',
  found: (count) => `Formulários encontrados: ${count}`,
  noForms: 'Este site ainda não tem formulários.',
  templatesUnreachable: 'No momento não é possível obter a lista de formulários.',
  language: 'Idioma do formulário',
  willAsk: (count) => `O que pergunta (${count})`,
  optional: 'opcional',
  offTheRecord: 'confidencial, não é guardado',
  send: 'Enviar',

  listHeading: 'Formulários desta conversa',
  nothingSent: 'Ainda não foi enviado nada.',
  status: {
    sent: 'Enviado. Ainda não aberto.',
    opened: 'Aberto.',
    submitted: 'Respondido.',
    retrieved: 'Visto.',
    declined: 'A pessoa prefere não responder.',
    cancelled: 'Cancelado. O link deixou de funcionar.',
    expired: 'Expirou antes de ser respondido.',
  },
  filling: (done, asked) => `Preenchendo: ${done} de ${asked}.`,
  arrived: 'Respondido. As respostas estão aqui, só para você.',
  sentAt: (time) => `Enviado: ${time}`,
  completes: 'completa um formulário anterior',
  byColleague: (agentId) => `Enviado por outra pessoa da equipe (${agentId}). Só essa pessoa pode ver as respostas.`,

  sendAgain: 'Enviar de novo',
  cancel: 'Cancelar',
  read: 'Ler as respostas',
  show: 'Mostrar as respostas',
  putAway: 'Ocultar as respostas',
  askAgainThis: 'Enviar de novo só esta pergunta',
  askAgainThese: 'Enviar de novo só estas perguntas',
  reveal: 'Revelar',
  hide: 'Ocultar',
  copy: 'Copiar',
  open: 'Abrir uma vez',
  yes: 'Sim',
  no: 'Não',

  notAnswered: 'Sem resposta',
  sealedHere: 'Selado para esta aba. Abre uma só vez.',
  openedOnce:
    'Aberto esta única vez com a chave desta aba. Não é guardado em lugar nenhum, e esta página o esquece depois de um minuto.',
  forgotten: 'Esquecido, como prometido.',
  gone: 'Não existe mais: é entregue uma só vez e não é guardado em lugar nenhum.',
  cannotOpen: 'Não foi selado para esta aba e continua fechado.',
  copied: (label) =>
    `Copiado: ${label}. Os programas deste computador podem ler a área de transferência e esta página não pode esvaziá-la por você. Copie outra coisa quando terminar.`,
  copyRefused: 'O navegador não permitiu copiar. Revele a resposta e copie-a manualmente.',
  keyGone:
    'Esta página foi recarregada, ou a sessão terminou, e ela não tem mais a chave das respostas confidenciais. Envie o formulário de novo: só assim você poderá ler tudo.',
  keyGoneSubmitted:
    'Esta página foi recarregada, ou a sessão terminou, e ela não tem mais a chave das respostas confidenciais. O resto pode ser lido; envie de novo o que falta.',
  wasSentAgain: 'Enviado de novo com outro link. O anterior deixou de funcionar.',
  sendingUnclear:
    'O serviço não respondeu, por isso não é certo que o formulário tenha sido enviado. Se estiver na lista, envie-o de novo ou cancele-o.',

  templateChanged:
    'Este formulário foi alterado enquanto isso e nada foi enviado. Veja de novo o que ele pergunta e depois envie.',
  conflict: 'Enquanto isso, o formulário mudou de estado. Veja como ele está.',
  tooMany: 'Há pedidos demais neste momento. Espere um minuto e tente de novo.',
  refused: 'O serviço não aceitou isto.',
  unreachable: 'O serviço não está acessível neste momento.',
  notPermitted: 'O seu perfil não permite formulários seguros.',
  noLonger: 'Não está mais disponível: a conversa terminou ou o que foi enviado foi apagado.',
  over: 'A conversa terminou. Não é mais possível enviar nem ler nada nela.',
  transferred: 'A conversa está agora com outra pessoa. O que você enviou pode ser lido enquanto ela durar.',
  overOrTransferred: 'A conversa terminou ou está agora com outra pessoa. Daqui não é possível enviar nada.',

  live: 'Ao vivo',
  connecting: 'Conectando…',
  withoutPush: 'Sem conexão ao vivo. Esta página pergunta a cada dez segundos.',

  idleWarning: (left) => `Você não faz nada há algum tempo. Tempo até a sessão terminar: ${left}.`,
  stay: 'Continuar na sessão',
  signedOutIdle: 'A sessão terminou por inatividade. Todas as respostas foram retiradas desta página.',
  signedOut: 'A sessão terminou. Todas as respostas foram retiradas desta página.',
  noToken: 'Ninguém fez login no ambiente ao redor deste painel.',
  signInAgain: 'Continuar depois do login',
  lookAgain: 'Ver de novo',
  notFramed: 'Este painel funciona dentro do seu ambiente de atendimento e não mostra nada sozinho.',

  details: {
    add: 'Adicionar detalhes',
    hint: 'O visitante vê estes dados acima do formulário. Não insira dados pessoais.',
    purpose: 'Finalidade',
    amount: 'Valor',
    currency: 'Moeda',
    reference: 'Referência',
    chooseCurrency: 'Escolha uma moeda',
    amountFormat: (example) => `Insira um valor, por exemplo, ${example}`,
    tooLong: (count) => `Use no máximo ${count} caracteres`,
    noCardNumber: 'Não insira aqui um número de cartão',
    referenceCharacters: 'Use apenas letras sem acentos, algarismos e símbolos comuns',
  },
  receiptNumber: 'Número do recibo',
}
