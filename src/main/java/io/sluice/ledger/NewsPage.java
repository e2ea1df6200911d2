package io.sluice.ledger;

import java.util.List;

/**
 * Some of the news of a zone.
 *
 * @param news in the order of their events
 * @param readUpTo the last event that was looked at; what follows is on the next page
 */
public record NewsPage(List<News> news, long readUpTo) {
    public NewsPage {
        news = List.copyOf(news);
    }
}
