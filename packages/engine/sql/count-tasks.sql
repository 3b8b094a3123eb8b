-- The number of tasks in each state.
select t.state, count(*) as count from server.tasks t
/* filter */
group by t.state
