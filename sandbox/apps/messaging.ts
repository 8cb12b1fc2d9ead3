import { crud } from './crud';
import { defineApp } from './define';

const CHANNELS = [
  { id: 'C01GENERAL', name: 'general', topic: 'Company-wide announcements', is_private: false, members: 42 },
  { id: 'C02SALES', name: 'sales', topic: 'Deals and leads', is_private: false, members: 12 },
  { id: 'C03SUPPORT', name: 'support', topic: 'Customer questions', is_private: false, members: 9 },
  { id: 'C04LEADS', name: 'leadership', topic: 'Planning', is_private: true, members: 4 },
];

const MEMBERS = [
  { id: 'U01ADA', name: 'ada', email: 'ada.romero@acme.test', title: 'Head of Sales' },
  { id: 'U02OMAR', name: 'omar', email: 'omar.haddad@acme.test', title: 'Support lead' },
  { id: 'U03MEI', name: 'mei', email: 'mei.tanaka@acme.test', title: 'Engineer' },
];

const POSTS = [
  { id: '1763600000.000100', channel: 'C01GENERAL', text: 'Welcome, Mei! First day today.', user: 'U01ADA' },
  { id: '1763603600.000200', channel: 'C02SALES', text: 'Northwind signed. 48k a year.', user: 'U01ADA' },
  { id: '1763607200.000300', channel: 'C03SUPPORT', text: 'Login problem is fixed, please check.', user: 'U02OMAR' },
];

const CHAT = { chat_id: 'string! The chat.', text: 'string! The message.' };

export const MESSAGING_APPS = [
  defineApp({
    slug: 'slack',
    name: 'Slack',
    description: 'Send and find messages, and look after channels and people.',
    color: '#611f69',
    domain: 'slack.com',
    category: 'Communication',
    weight: 995,
    scopes: ['channels:read', 'channels:manage', 'chat:write', 'users:read', 'users:read.email'],
    resources: {
      channel: {
        fields: { name: 'string! The channel’s name.', is_private: 'boolean Only for the invited.' },
        rows: CHANNELS,
      },
      message: {
        fields: {
          channel: 'string@channel! The channel, by id or name.',
          text: 'string! The message, in Slack’s markup.',
        },
        rows: POSTS,
      },
      user: { fields: { name: 'string! User name.', email: 'string! E-mail address.' }, rows: MEMBERS },
      reaction: {
        fields: { message_id: 'string@message! The message.', name: 'string! The emoji without colons.' },
        rows: [],
      },
    },
    actions: {
      'send-message': [
        'SEND_MESSAGE',
        'send',
        'message',
        'Send a message to a channel.',
        {
          fields: {
            channel: 'string@channel! The channel, by id or name.',
            text: 'string! The message, in Slack’s markup.',
            thread_ts: 'string The message to answer in a thread.',
            as_user: 'boolean Post as the connected person.',
          },
        },
      ],
      'list-channels': ['LIST_ALL_CHANNELS', 'list', 'channel', 'List the channels of the workspace.'],
      'find-message': ['SEARCH_MESSAGES', 'list', 'message', 'Find messages by text.'],
      'list-users': ['LIST_ALL_USERS', 'list', 'user', 'List the members of the workspace.'],
      'find-user-by-email': [
        'FIND_USER_BY_EMAIL_ADDRESS',
        'get',
        'user',
        'Find a member by e-mail address.',
        { fields: { email: 'string@user! The address.' } },
      ],
      'create-channel': ['CREATE_CHANNEL', 'create', 'channel', 'Create a channel.'],
      'archive-channel': [
        'ARCHIVE_CHANNEL',
        'update',
        'channel',
        'Archive a channel; nobody can post there any more.',
        { fields: { channel: 'string@channel! The channel.' }, set: { is_archived: true }, destructive: true },
      ],
      'update-message': ['UPDATE_MESSAGE', 'update', 'message', 'Change the text of a message.'],
      'delete-message': ['DELETE_MESSAGE', 'delete', 'message', 'Delete a message.'],
      'add-emoji-reaction': ['ADD_REACTION_TO_AN_ITEM', 'create', 'reaction', 'React to a message with an emoji.'],
      'get-current-user': ['TEST_AUTH', 'whoami', 'user', 'Say who is connected.'],
    },
  }),
  defineApp({
    slug: 'microsoft_teams',
    name: 'Microsoft Teams',
    description: 'Chats, channels and teams of Microsoft 365.',
    color: '#5059c9',
    domain: 'teams.microsoft.com',
    category: 'Communication',
    weight: 880,
    scopes: ['Chat.ReadWrite', 'ChannelMessage.Send', 'Team.ReadBasic.All'],
    resources: {
      team: { fields: { name: 'string! The team’s name.', description: 'string What it is for.' } },
      channel: { fields: { team_id: 'string@team! The team.', name: 'string! The channel’s name.' } },
      message: { fields: { channel_id: 'string@channel! The channel.', message: 'string! The text.' } },
    },
    actions: {
      'send-channel-message': ['SEND_CHANNEL_MESSAGE', 'send', 'message', 'Post a message in a channel.'],
      ...crud('team', 'teams', 'list'),
      ...crud('channel', 'channels', 'list create'),
      ...crud('message', 'messages', 'list get'),
    },
  }),
  defineApp({
    slug: 'discord',
    name: 'Discord',
    description: 'Servers, channels and messages.',
    color: '#5865f2',
    domain: 'discord.com',
    category: 'Communication',
    weight: 860,
    scopes: ['guilds', 'messages.read', 'webhook.incoming'],
    resources: {
      channel: { fields: { name: 'string! The channel’s name.', topic: 'string What it is about.' } },
      message: { fields: { channel: 'string@channel! The channel.', message: 'string! The text.' } },
      member: { fields: { username: 'string! User name.', nickname: 'string Nickname.' } },
    },
    actions: {
      'send-message': ['SEND_MESSAGE', 'send', 'message', 'Send a message to a channel.'],
      ...crud('channel', 'channels', 'list create'),
      ...crud('message', 'messages', 'list delete'),
      ...crud('member', 'members', 'list'),
    },
  }),
  defineApp({
    slug: 'telegram_bot_api',
    toolkit: 'telegram',
    name: 'Telegram',
    description: 'Send messages and media with a bot.',
    color: '#229ed9',
    domain: 'telegram.org',
    category: 'Communication',
    auth: 'keys',
    weight: 760,
    resources: {
      message: { fields: CHAT },
      chat: { fields: { title: 'string! The chat’s title.', type: '(private|group|channel)! What kind of chat.' } },
    },
    actions: {
      'send-text-message-or-reply': ['SEND_MESSAGE', 'send', 'message', 'Send a text message to a chat.'],
      'send-photo': [
        'SEND_PHOTO',
        'send',
        'message',
        'Send a picture.',
        { fields: { ...CHAT, photo: 'string! Its address.' } },
      ],
      'list-chats': ['LIST_CHATS', 'list', 'chat', 'List the chats the bot is in.'],
      'edit-text-message': ['EDIT_MESSAGE_TEXT', 'update', 'message', 'Change the text of a message.'],
      'delete-message': ['DELETE_MESSAGE', 'delete', 'message', 'Delete a message.'],
    },
  }),
  defineApp({
    slug: 'whatsapp_business',
    toolkit: 'whatsapp',
    name: 'WhatsApp Business',
    description: 'Message customers with WhatsApp’s Cloud API.',
    color: '#25d366',
    domain: 'business.whatsapp.com',
    category: 'Communication',
    auth: 'keys',
    weight: 790,
    resources: {
      message: { fields: { to: 'string! The phone number with country code.', text: 'string! The message.' } },
      template: { fields: { name: 'string! The template’s name.', language: '(en|es|pt)! Its language.' } },
    },
    actions: {
      'send-text-message': ['SEND_MESSAGE', 'send', 'message', 'Send a text message.'],
      'send-message-template': [
        'SEND_TEMPLATE_MESSAGE',
        'send',
        'message',
        'Send an approved template.',
        { fields: { to: 'string! The phone number.', template: 'string@template! The template.' } },
      ],
      'list-message-templates': ['GET_MESSAGE_TEMPLATES', 'list', 'template', 'List the approved templates.'],
      'create-message-template': ['CREATE_MESSAGE_TEMPLATE', 'create', 'template', 'Propose a template.'],
    },
  }),
  defineApp({
    slug: 'twilio',
    name: 'Twilio',
    description: 'Text messages and calls.',
    color: '#f22f46',
    domain: 'twilio.com',
    category: 'Communication',
    auth: 'keys',
    weight: 740,
    resources: {
      message: { fields: { to: 'string! The phone number.', from: 'string! Your number.', body: 'string! The text.' } },
      call: {
        fields: { to: 'string! The phone number.', from: 'string! Your number.', text: 'string! What is said.' },
      },
    },
    actions: {
      'send-message': ['SEND_SMS', 'send', 'message', 'Send a text message.'],
      'make-phone-call': ['MAKE_CALL', 'send', 'call', 'Call a number and read out a text.'],
      ...crud('message', 'messages', 'list get delete'),
      ...crud('call', 'calls', 'list get'),
    },
  }),
  defineApp({
    slug: 'zoom',
    name: 'Zoom',
    description: 'Meetings, webinars and recordings.',
    color: '#0b5cff',
    domain: 'zoom.us',
    category: 'Communication',
    weight: 850,
    scopes: ['meeting:write', 'meeting:read', 'user:read'],
    resources: {
      meeting: {
        fields: {
          topic: 'string! What the meeting is about.',
          start_time: 'string! When it begins (ISO 8601).',
          duration: 'integer! How many minutes.',
          agenda: 'string The agenda.',
        },
      },
      recording: { fields: { topic: 'string The meeting.', download_url: 'string Where it is.' } },
    },
    actions: {
      ...crud('meeting', 'meetings', 'list get create update delete'),
      ...crud('recording', 'recordings', 'list get'),
    },
  }),
];
