select count(*) as total
from /* source */
where true /* filter */
