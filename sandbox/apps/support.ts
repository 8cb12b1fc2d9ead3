import { crud } from './crud';
import { defineApp } from './define';

const TICKET = {
  subject: 'string! What it is about.',
  description: 'string! The details.',
  priority: '(low|normal|high|urgent) How urgent.',
  status: '(open|pending|solved) How it stands.',
  requester_email: 'string Who asks.',
};

const QUEUE = [
  {
    id: '3001',
    subject: 'Cannot sign in',
    description: 'The code never arrives.',
    priority: 'high',
    status: 'open',
    requester_email: 'lucia@northwind.test',
  },
  {
    id: '3002',
    subject: 'Wrong invoice',
    description: 'We were billed twice.',
    priority: 'normal',
    status: 'pending',
    requester_email: 'omar@contoso.test',
  },
  {
    id: '3003',
    subject: 'How to export',
    description: 'Where is the button?',
    priority: 'low',
    status: 'solved',
    requester_email: 'mei@fabrikam.test',
  },
];

export const SUPPORT_APPS = [
  defineApp({
    slug: 'zendesk',
    name: 'Zendesk',
    description: 'Customer support by ticket.',
    color: '#03363d',
    domain: 'zendesk.com',
    category: 'Customer Support',
    weight: 865,
    scopes: ['read', 'write'],
    resources: {
      ticket: { fields: TICKET, rows: QUEUE },
      user: { fields: { name: 'string! Full name.', email: 'string! E-mail.' } },
      comment: {
        fields: {
          ticket_id: 'string@ticket! The ticket.',
          body: 'string! The reply.',
          public: 'boolean Whether the customer sees it.',
        },
      },
    },
    actions: {
      'create-ticket': ['CREATE_ZENDESK_TICKET', 'create', 'ticket', 'Open a ticket.', { set: { status: 'open' } }],
      'search-tickets': ['LIST_ZENDESK_TICKETS', 'list', 'ticket', 'Find tickets.'],
      'get-ticket-info': ['GET_ZENDESK_TICKET_BY_ID', 'get', 'ticket', 'Get one ticket.'],
      'update-ticket': ['UPDATE_ZENDESK_TICKET', 'update', 'ticket', 'Change a ticket.'],
      'delete-ticket': ['DELETE_ZENDESK_TICKET', 'delete', 'ticket', 'Delete a ticket.'],
      'reply-to-ticket': ['REPLY_ZENDESK_TICKET', 'send', 'comment', 'Reply to a ticket.'],
      ...crud('user', 'users', 'search create'),
    },
  }),
  defineApp({
    slug: 'intercom',
    name: 'Intercom',
    description: 'Talk with customers on the site and in the app.',
    color: '#1f8ded',
    domain: 'intercom.com',
    category: 'Customer Support',
    weight: 795,
    scopes: ['default'],
    resources: {
      contact: { fields: { email: 'string! E-mail.', name: 'string Full name.' } },
      conversation: { fields: { contact_id: 'string@contact! The customer.', subject: 'string! What it is about.' } },
      reply: {
        plural: 'replies',
        fields: { conversation_id: 'string@conversation! The conversation.', body: 'string! The reply.' },
      },
      note: { fields: { contact_id: 'string@contact! The customer.', body: 'string! The note.' } },
    },
    actions: {
      'reply-to-conversation': ['REPLY_TO_CONVERSATION', 'send', 'reply', 'Reply in a conversation.'],
      ...crud('conversation', 'conversations', 'list get create'),
      ...crud('contact', 'contacts', 'search create update delete'),
      'create-note': ['CREATE_A_NOTE', 'create', 'note', 'Write a note on a customer.'],
    },
  }),
  defineApp({
    slug: 'freshdesk',
    name: 'Freshdesk',
    description: 'A help desk for growing teams.',
    color: '#2aa875',
    domain: 'freshdesk.com',
    category: 'Customer Support',
    auth: 'keys',
    weight: 620,
    resources: {
      ticket: { fields: TICKET, rows: QUEUE },
      contact: { fields: { name: 'string! Full name.', email: 'string! E-mail.' } },
    },
    actions: {
      ...crud('ticket', 'tickets', 'list get create update delete'),
      ...crud('contact', 'contacts', 'list create'),
    },
  }),
  defineApp({
    slug: 'help_scout',
    name: 'Help Scout',
    description: 'A shared mailbox for support.',
    color: '#1292ee',
    domain: 'helpscout.com',
    category: 'Customer Support',
    weight: 470,
    scopes: ['default'],
    resources: {
      conversation: { fields: { subject: 'string! What it is about.', text: 'string! The message.' } },
      customer: { fields: { email: 'string! E-mail.', first_name: 'string First name.' } },
    },
    actions: {
      ...crud('conversation', 'conversations', 'list get create'),
      ...crud('customer', 'customers', 'list create'),
    },
  }),
];
