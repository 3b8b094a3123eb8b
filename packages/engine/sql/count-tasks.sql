-- How many tasks of each state there are.
select t.state, count(*) as count from server.tasks t
/* filter */
group by t.state
