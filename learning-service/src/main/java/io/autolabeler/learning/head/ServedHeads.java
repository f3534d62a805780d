package io.autolabeler.learning.head;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.autolabeler.learning.head.HeadRepository.Loaded;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** The heads that predictions are asked of, kept in memory. */
@Singleton
class ServedHeads {
    /** A replica isn't told when another one forgets a project; its own copy of a head ends with this. */
    private static final Duration KEPT = Duration.ofHours(1);

    private record Key(UUID projectId, int version) {}

    private final HeadRepository heads;
    private final Cache<Key, Loaded> cache;

    ServedHeads(HeadRepository heads, HeadConfig config) {
        this.heads = heads;
        this.cache = Caffeine.newBuilder()
                .maximumSize(config.cached())
                .expireAfterWrite(KEPT)
                .build();
    }

    /** The head; NOT_FOUND for a version that was never trained. */
    Loaded get(UUID projectId, int version) {
        Key key = new Key(projectId, version);
        Loaded cached = cache.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        Loaded loaded = heads.load(projectId, version)
                .orElseThrow(() -> ServiceException.notFound("head of project " + projectId, "version " + version));
        cache.put(key, loaded);
        return loaded;
    }

    /** Forgets all heads of a project. */
    void forget(UUID projectId) {
        cache.asMap().keySet().removeIf(key -> key.projectId().equals(projectId));
    }
}
