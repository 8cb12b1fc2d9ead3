import { crud } from './crud';
import { defineApp } from './define';

const TASK = {
  name: 'string! What to do.',
  description: 'string The details.',
  assignee: 'string Who shall do it.',
  due_date: 'string By when (YYYY-MM-DD).',
  status: '(todo|doing|done) How it stands.',
};

const SPRINT = [
  { id: 'ACME-1', key: 'ACME-1', name: 'Write the release notes', status: 'todo', assignee: 'ada.romero@acme.test' },
  { id: 'ACME-2', key: 'ACME-2', name: 'Fix the phone menu', status: 'doing', assignee: 'mei.tanaka@acme.test' },
  { id: 'ACME-3', key: 'ACME-3', name: 'Page the list endpoint', status: 'done', assignee: 'omar.haddad@acme.test' },
];

const COMMENT = { task_id: 'string@task! The task.', text: 'string! The comment.' };

export const PROJECT_APPS = [
  defineApp({
    slug: 'jira',
    name: 'Jira',
    description: 'Plan and track the work of software teams.',
    color: '#0052cc',
    domain: 'atlassian.com',
    category: 'Project Management',
    weight: 950,
    scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user', 'offline_access'],
    resources: {
      issue: {
        fields: {
          project: 'string@project! The project’s key.',
          summary: 'string! What it is about.',
          issue_type: '(Task|Bug|Story|Epic)! What kind of issue.',
          description: 'string The details.',
          assignee: 'string Who shall do it.',
          priority: '(Lowest|Low|Medium|High|Highest) How urgent.',
        },
        rows: SPRINT.map(({ name, ...row }) => ({ ...row, summary: name, project: 'ACME', issue_type: 'Task' })),
      },
      project: {
        fields: { name: 'string! Its name.', key: 'string! Its key.' },
        rows: [
          { id: '10000', key: 'ACME', name: 'Acme product' },
          { id: '10001', key: 'OPS', name: 'Operations' },
        ],
      },
      comment: { fields: { issue_id: 'string@issue! The issue.', body: 'string! The comment.' } },
    },
    actions: {
      'create-issue': ['CREATE_ISSUE', 'create', 'issue', 'Create an issue.', { set: { status: 'todo' } }],
      'search-issues-with-jql': ['SEARCH_FOR_ISSUES_USING_JQL_GET', 'list', 'issue', 'Find issues.'],
      'get-issue': ['GET_ISSUE', 'get', 'issue', 'Get one issue.'],
      'update-issue': ['EDIT_ISSUE', 'update', 'issue', 'Change an issue.'],
      'transition-issue': [
        'TRANSITION_ISSUE',
        'update',
        'issue',
        'Move an issue to another state.',
        { fields: { issue_id: 'string@issue! The issue.', status: '(todo|doing|done)! The new state.' } },
      ],
      'delete-issue': ['DELETE_ISSUE', 'delete', 'issue', 'Delete an issue.'],
      'add-comment-to-issue': ['ADD_COMMENT', 'create', 'comment', 'Comment on an issue.'],
      'list-issue-comments': ['LIST_ISSUE_COMMENTS', 'list', 'comment', 'List the comments of an issue.'],
      'get-all-projects': ['GET_ALL_PROJECTS', 'list', 'project', 'List the projects.'],
    },
  }),
  defineApp({
    slug: 'linear_app',
    toolkit: 'linear',
    name: 'Linear',
    description: 'Issues and roadmaps, fast.',
    color: '#5e6ad2',
    domain: 'linear.app',
    category: 'Project Management',
    weight: 900,
    scopes: ['read', 'write', 'issues:create'],
    resources: {
      issue: {
        fields: {
          title: 'string! What it is about.',
          team_id: 'string@team! The team.',
          description: 'string The details.',
          priority: 'integer 0 none, 1 urgent, 4 low.',
          state: '(Backlog|Todo|In Progress|Done) How it stands.',
        },
        rows: SPRINT.map(({ name, status, ...row }) => ({
          ...row,
          title: name,
          team_id: 'team_eng',
          state: status === 'done' ? 'Done' : 'Todo',
        })),
      },
      team: {
        fields: { name: 'string! Its name.' },
        rows: [
          { id: 'team_eng', name: 'Engineering' },
          { id: 'team_ops', name: 'Operations' },
        ],
      },
      project: { fields: { name: 'string! Its name.', description: 'string What it is.' } },
      comment: { fields: { issue_id: 'string@issue! The issue.', body: 'string! The comment.' } },
    },
    actions: {
      'create-issue': ['CREATE_LINEAR_ISSUE', 'create', 'issue', 'Create an issue.'],
      'search-issues': ['LIST_LINEAR_ISSUES', 'list', 'issue', 'List and find issues.'],
      'get-issue': ['GET_LINEAR_ISSUE', 'get', 'issue', 'Get one issue.'],
      'update-issue': ['UPDATE_ISSUE', 'update', 'issue', 'Change an issue.'],
      'delete-issue': ['DELETE_LINEAR_ISSUE', 'delete', 'issue', 'Delete an issue.'],
      'create-comment': ['CREATE_LINEAR_COMMENT', 'create', 'comment', 'Comment on an issue.'],
      'get-teams': ['LIST_LINEAR_TEAMS', 'list', 'team', 'List the teams.'],
      'list-projects': ['LIST_LINEAR_PROJECTS', 'list', 'project', 'List the projects.'],
    },
  }),
  defineApp({
    slug: 'asana',
    name: 'Asana',
    description: 'Tasks and projects for teams.',
    color: '#f06a6a',
    domain: 'asana.com',
    category: 'Project Management',
    weight: 870,
    scopes: ['default'],
    resources: {
      task: { fields: TASK, rows: SPRINT },
      project: { fields: { name: 'string! Its name.', notes: 'string What it is.' } },
      comment: { fields: COMMENT },
    },
    actions: {
      'create-task': ['CREATE_A_TASK', 'create', 'task', 'Create a task.'],
      'search-tasks': ['SEARCH_TASKS_IN_WORKSPACE', 'list', 'task', 'Find tasks.'],
      'update-task': ['UPDATE_A_TASK', 'update', 'task', 'Change a task.'],
      'delete-task': ['DELETE_TASK', 'delete', 'task', 'Delete a task.'],
      'create-project': ['CREATE_A_PROJECT', 'create', 'project', 'Create a project.'],
      'search-projects': ['GET_MULTIPLE_PROJECTS', 'list', 'project', 'List projects.'],
      'create-task-comment': ['CREATE_TASK_COMMENT', 'create', 'comment', 'Comment on a task.'],
    },
  }),
  defineApp({
    slug: 'trello',
    name: 'Trello',
    description: 'Boards, lists and cards.',
    color: '#0079bf',
    domain: 'trello.com',
    category: 'Project Management',
    weight: 835,
    scopes: ['read', 'write'],
    resources: {
      board: { fields: { name: 'string! Its name.' } },
      list: { fields: { board_id: 'string@board! The board.', name: 'string! Its name.' } },
      card: {
        fields: {
          list_id: 'string@list! The list.',
          name: 'string! What to do.',
          description: 'string The details.',
          due: 'string By when.',
        },
      },
    },
    actions: {
      ...crud('card', 'cards', 'create search get update delete'),
      ...crud('board', 'boards', 'list create'),
      ...crud('list', 'lists', 'list create'),
    },
  }),
  defineApp({
    slug: 'clickup',
    name: 'ClickUp',
    description: 'Tasks, docs and goals.',
    color: '#7b68ee',
    domain: 'clickup.com',
    category: 'Project Management',
    weight: 815,
    scopes: ['all'],
    resources: {
      task: { fields: TASK, rows: SPRINT },
      list: { fields: { name: 'string! Its name.' } },
      comment: { fields: COMMENT },
    },
    actions: {
      ...crud('task', 'tasks', 'create list get update delete'),
      ...crud('list', 'lists', 'list create'),
      'create-task-comment': ['CREATE_TASK_COMMENT', 'create', 'comment', 'Comment on a task.'],
    },
  }),
  defineApp({
    slug: 'monday',
    name: 'monday.com',
    description: 'Boards for any kind of work.',
    color: '#ff3d57',
    domain: 'monday.com',
    category: 'Project Management',
    weight: 805,
    scopes: ['boards:read', 'boards:write', 'updates:write'],
    resources: {
      board: { fields: { name: 'string! Its name.' } },
      item: {
        fields: {
          board_id: 'string@board! The board.',
          name: 'string! The item.',
          column_values: 'object The columns.',
        },
      },
      update: { fields: { item_id: 'string@item! The item.', body: 'string! The update.' } },
    },
    actions: {
      ...crud('item', 'items', 'create list get delete'),
      ...crud('board', 'boards', 'list create'),
      'create-update': ['CREATE_UPDATE', 'create', 'update', 'Write an update on an item.'],
    },
  }),
  defineApp({
    slug: 'todoist',
    name: 'Todoist',
    description: 'A to-do list that remembers.',
    color: '#e44332',
    domain: 'todoist.com',
    category: 'Productivity',
    weight: 770,
    scopes: ['data:read_write', 'data:delete'],
    resources: {
      task: {
        fields: {
          content: 'string! What to do.',
          description: 'string The details.',
          due_string: 'string By when, in words.',
          priority: 'integer 1 to 4.',
        },
      },
      project: { fields: { name: 'string! Its name.' } },
    },
    actions: {
      ...crud('task', 'tasks', 'create list get update delete'),
      'mark-task-as-completed': [
        'CLOSE_TASK',
        'update',
        'task',
        'Complete a task.',
        { fields: { task_id: 'string@task! The task.' }, set: { is_completed: true } },
      ],
      ...crud('project', 'projects', 'list create'),
    },
  }),
];
