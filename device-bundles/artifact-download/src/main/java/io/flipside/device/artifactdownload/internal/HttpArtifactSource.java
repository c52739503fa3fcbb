// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.http.HttpClient;
import io.flipside.device.http.HttpRequest;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Opens artifacts at http and https addresses. */
@Component(
        service = ArtifactSource.class,
        property = {ArtifactSource.SCHEMES + "=http", ArtifactSource.SCHEMES + "=https"})
public final class HttpArtifactSource implements ArtifactSource {
    private final DownloadSettings settings;
    private final ReplaceableService<HttpClient> client = new ReplaceableService<>();
    private final Set<ResumingHttpStream> open = ConcurrentHashMap.newKeySet();

    /** Starts with settings that were accepted. */
    @Activate
    public HttpArtifactSource(@Reference DownloadSettings settings) {
        this.settings = settings;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setClient(HttpClient arrived) {
        client.set(arrived);
    }

    void unsetClient(HttpClient gone) {
        client.unset(gone);
    }

    @Override
    public ArtifactStream open(URI location) throws IOException {
        try {
            HttpRequest.get(location, Map.of());
        } catch (IllegalArgumentException e) {
            throw new SourceException("nothing can be downloaded: " + e.getMessage(), e);
        }
        ResumingHttpStream stream = new ResumingHttpStream(client, settings, location, open::remove);
        open.add(stream);
        try {
            stream.begin();
            return stream;
        } catch (IOException | CancellationException e) {
            stream.close();
            throw e;
        }
    }

    /** Ends the downloads of this source: whoever reads starts again with the source that follows. */
    @Deactivate
    public void close() {
        open.forEach(ResumingHttpStream::abandon);
    }
}
