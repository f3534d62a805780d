package io.autolabeler.quality.certification;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.certification.CertificateRepository.Listed;
import io.autolabeler.quality.certification.Certification.Certified;
import io.autolabeler.quality.certification.Certification.NotCertified;
import io.autolabeler.quality.v1.Certificate;
import io.autolabeler.quality.v1.CertificateService;
import io.autolabeler.quality.v1.ListCertificatesRequest;
import io.autolabeler.quality.v1.ListCertificatesResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Clock;

/** Certificates over gRPC. */
@GrpcService
class CertificateGrpc implements CertificateService {
    private final CertificateRepository certificates;

    CertificateGrpc(CertificateRepository certificates) {
        this.certificates = certificates;
    }

    @Override
    public Uni<ListCertificatesResponse> listCertificates(ListCertificatesRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    certificates
                            .list(
                                    Paging.projects(request.getProjectId()),
                                    request.getInUse(),
                                    paging.afterId(),
                                    paging.limit())
                            .stream()
                            .map(CertificateGrpc::certificate)
                            .toList(),
                    Certificate::getId);
            return ListCertificatesResponse.newBuilder()
                    .addAllCertificates(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    private static Certificate certificate(Listed listed) {
        StoredCertificate stored = listed.certificate();
        Certificate.Builder certificate = Certificate.newBuilder()
                .setId(stored.id().toString())
                .setProjectId(stored.subject().projectId().toString())
                .setAnnotator(Annotator.newBuilder()
                        .setModel(stored.subject().model())
                        .setPromptVersion(stored.subject().promptVersion()))
                .setState(state(listed))
                .setMaxRisk(stored.outcome().risk().alpha())
                .setMiss(stored.outcome().risk().delta())
                .setGuarantee(stored.sentence())
                .setAudited(stored.audit().audited())
                .setAuditErrors(stored.audit().errors())
                .setTryNumber(stored.tryNumber())
                .setCreateTime(Times.timestamp(stored.createTime()));
        stored.threshold().ifPresent(certificate::setThreshold);
        switch (stored.outcome()) {
            case Certified certified ->
                certificate
                        .setChecked(certified.checked())
                        .setAccepted((int) certified.accepted().items())
                        .setErrors((int) certified.accepted().errors());
            case NotCertified refused -> {
                certificate.setChecked(refused.checked());
                refused.moreGold().ifPresent(certificate::setMoreLabelsNeeded);
            }
        }
        if (stored.suspendTime() != null) {
            certificate.setSuspendTime(Times.timestamp(stored.suspendTime()));
        }
        return certificate.build();
    }

    private static Certificate.State state(Listed listed) {
        StoredCertificate stored = listed.certificate();
        if (listed.replaced()) {
            return Certificate.State.REPLACED;
        }
        if (stored.suspendTime() != null) {
            return Certificate.State.SUSPENDED;
        }
        if (stored.outcome() instanceof NotCertified) {
            return Certificate.State.REFUSED;
        }
        return stored.expired(Clock.systemUTC().instant()) ? Certificate.State.EXPIRED : Certificate.State.IN_FORCE;
    }
}
